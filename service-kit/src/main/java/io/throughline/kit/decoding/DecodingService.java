package io.throughline.kit.decoding;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.List;

/** Has every service of ours decode its requests by a {@link ToldMarshaller}. */
@Decorator
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class DecodingService implements BindableService {

    private final BindableService service;

    @Inject
    public DecodingService(@Own @Delegate BindableService service) {
        this.service = service;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return decoding(service.bindService());
    }

    static ServerServiceDefinition decoding(ServerServiceDefinition definition) {
        List<? extends ServerMethodDefinition<?, ?>> methods =
                definition.getMethods().stream().map(DecodingService::decoding).toList();
        var descriptor = ServiceDescriptor.newBuilder(definition.getServiceDescriptor().getName())
                .setSchemaDescriptor(definition.getServiceDescriptor().getSchemaDescriptor());
        methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
        var decoding = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(decoding::addMethod);
        return decoding.build();
    }

    private static <Q, A> ServerMethodDefinition<Q, A> decoding(ServerMethodDefinition<Q, A> method) {
        var descriptor = method.getMethodDescriptor();
        if (!(descriptor.getRequestMarshaller() instanceof PrototypeMarshaller<Q> marshaller)) {
            return method;
        }
        return ServerMethodDefinition.create(
                descriptor.toBuilder(new ToldMarshaller<>(marshaller), descriptor.getResponseMarshaller())
                        .build(),
                method.getServerCallHandler());
    }
}
