package io.throughline.kit.thread;

import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/** Enters the methods marked {@link OnVirtualThread} on a virtual thread that keeps the context of the call. */
@Interceptor
@OnVirtualThread
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class OnVirtualThreadInterceptor {

    private final ExecutorService virtualThreads;

    @Inject
    public OnVirtualThreadInterceptor(@VirtualThreads ExecutorService virtualThreads) {
        this.virtualThreads = virtualThreads;
    }

    @AroundInvoke
    Object enter(InvocationContext call) {
        return Uni.createFrom()
                .item(Unchecked.supplier(call::proceed))
                .runSubscriptionOn(virtualThreads)
                .onItem()
                .transformToUni(answer -> (Uni<?>) answer)
                .emitOn(caller());
    }

    private static Executor caller() {
        var context = Vertx.currentContext();
        return context == null ? Runnable::run : work -> context.runOnContext(nothing -> work.run());
    }
}
