package io.throughline.kit.thread;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * A gRPC method that reads from top to bottom: it is entered on a virtual thread, may wait there, and its {@code Uni} is
 * answered on the event loop that the call came from.
 *
 * <p>Takes the place of {@code @RunOnVirtualThread}, whose gRPC listener hands the events of a call from the event loop to
 * the virtual thread without a lock: on a busy machine the end of a request can get lost between the two, and the call is
 * then never answered. Here the whole request has arrived on the event loop before the virtual thread begins.
 */
@InterceptorBinding
@Retention(RUNTIME)
@Target({METHOD, TYPE})
public @interface OnVirtualThread {}
