package io.throughline.kit.telemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets a trace go on where a call does not: through a row that one service writes and another reads, as a W3C
 * {@code traceparent} ({@code 00-<trace id>-<span id>-<flags>}).
 */
public final class Trace {

    /** Under which all services trace and measure. */
    public static final String SCOPE = "io.throughline";

    private Trace() {}

    /** The traceparent of the present call, or empty when it is not traced. */
    public static Optional<String> current() {
        var span = Span.current().getSpanContext();
        return span.isValid()
                ? Optional.of("00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex())
                : Optional.empty();
    }

    /**
     * Does {@code work} inside a span named {@code name} of the trace that {@code traceparent} names; of a new one when it is
     * empty.
     */
    public static <T> T resumed(String traceparent, String name, SpanKind kind, Supplier<T> work) {
        return inSpan(Context.current().with(Span.wrap(parse(traceparent))), name, kind, work);
    }

    /** Does {@code work} inside a span named {@code name} of the present call's trace. */
    public static <T> T inner(String name, Supplier<T> work) {
        return inSpan(Context.current(), name, SpanKind.INTERNAL, work);
    }

    private static <T> T inSpan(Context parent, String name, SpanKind kind, Supplier<T> work) {
        var span = GlobalOpenTelemetry.getTracer(SCOPE)
                .spanBuilder(name)
                .setSpanKind(kind)
                .setParent(parent)
                .startSpan();
        try (var _ = span.makeCurrent()) {
            return work.get();
        } catch (RuntimeException | Error failure) {
            span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
            throw failure;
        } finally {
            span.end();
        }
    }

    /**
     * Does {@code work}, which serves several traces at once, inside one span of each: its inner spans go to the first, the
     * others show that and how long it was worked on.
     */
    public static <T> T resumedAll(Collection<String> traceparents, String name, SpanKind kind, Supplier<T> work) {
        Supplier<T> all = work;
        var distinct = traceparents.stream().filter(trace -> !trace.isEmpty()).distinct().toList().reversed();
        for (var traceparent : distinct) {
            var inner = all;
            all = () -> resumed(traceparent, name, kind, inner);
        }
        return all.get();
    }

    private static SpanContext parse(String traceparent) {
        // 00-32 hex-16 hex-2 hex
        return traceparent.length() == 55
                ? SpanContext.createFromRemoteParent(
                        traceparent.substring(3, 35),
                        traceparent.substring(36, 52),
                        TraceFlags.fromHex(traceparent, 53),
                        TraceState.getDefault())
                : SpanContext.getInvalid();
    }
}
