package io.throughline.kit.decoding;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** A gRPC service of ours, as opposed to those that the framework brings. */
@Qualifier
@Retention(RUNTIME)
@Target({TYPE, PARAMETER})
@interface Own {}
