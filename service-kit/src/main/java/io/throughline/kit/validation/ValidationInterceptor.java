package io.throughline.kit.validation;

import com.google.protobuf.Message;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import io.throughline.kit.decoding.Undecodable;
import io.throughline.kit.error.ErrorMapper;
import io.throughline.kit.error.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Refuses a request that cannot be decoded or breaks the rules of its message, before anything is done for it. */
@ApplicationScoped
@GlobalInterceptor
public class ValidationInterceptor implements ServerInterceptor {

    private final MessageRules rules;

    @Inject
    public ValidationInterceptor(MessageRules rules) {
        this.rules = rules;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {

            private boolean refused;

            @Override
            public void onMessage(Q request) {
                if (refused) {
                    return;
                }
                if ((Object) request instanceof Undecodable undecodable) {
                    refuse(undecodable.refusal());
                    return;
                }
                var violations = rules.violations((Message) request);
                if (violations.isEmpty()) {
                    super.onMessage(request);
                } else {
                    refuse(Refusal.invalid(violations));
                }
            }

            private void refuse(Refusal refusal) {
                refused = true;
                var told = ErrorMapper.statusFor(refusal);
                call.close(told.getStatus(), Status.trailersFromThrowable(told));
            }

            @Override
            public void onHalfClose() {
                // A refused call is closed already; the method must not be entered without its request.
                if (!refused) {
                    super.onHalfClose();
                }
            }
        };
    }
}
