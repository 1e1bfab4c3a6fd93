package io.throughline.kit.decoding;

import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;

/** Answers {@link Undecodable#MESSAGE} instead of throwing: what is thrown here reaches nobody who could answer the call. */
final class ToldMarshaller<M> implements PrototypeMarshaller<M> {

    private final PrototypeMarshaller<M> marshaller;

    ToldMarshaller(PrototypeMarshaller<M> marshaller) {
        this.marshaller = marshaller;
    }

    /** Its type is that of {@link Undecodable} only as far as the interceptors, which know messages by no narrower type. */
    @Override
    @SuppressWarnings("unchecked")
    public M parse(InputStream bytes) {
        try {
            return marshaller.parse(bytes);
        } catch (StatusRuntimeException undecodable) {
            return (M) Undecodable.MESSAGE;
        }
    }

    @Override
    public InputStream stream(M message) {
        return marshaller.stream(message);
    }

    @Override
    public M getMessagePrototype() {
        return marshaller.getMessagePrototype();
    }

    @Override
    public Class<M> getMessageClass() {
        return marshaller.getMessageClass();
    }
}
