package io.throughline.orchestration.decision.core;

import java.util.function.Supplier;

/** Lets whoever has decisions made watch each being made. */
@FunctionalInterface
public interface Watcher {

    /** Watches nothing; the decision's trace is its cause's. */
    Watcher NONE = (traceparent, _, decision) -> new Watched(decision.get(), traceparent);

    /** Has {@code decision} made, within the trace that {@code traceparent} names. */
    Watched watch(String traceparent, Policy policy, Supplier<Verdict> decision);

    /**
     * A verdict that was watched.
     *
     * @param traceparent of its making
     */
    record Watched(Verdict verdict, String traceparent) {}
}
