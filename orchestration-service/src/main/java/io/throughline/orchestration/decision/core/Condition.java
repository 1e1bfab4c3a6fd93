package io.throughline.orchestration.decision.core;

import java.time.Instant;

/** For whom a policy is meant. */
@FunctionalInterface
public interface Condition {

    /** Meant for everybody. */
    Condition ALWAYS = (_, _, _, _) -> new Finding(true, "the policy names no condition");

    /** Whether it holds for {@code customer} at {@code now}, in view of one transition of one journey. */
    Finding ask(Customer customer, Journey journey, Transition transition, Instant now);

    /**
     * What a condition says.
     *
     * @param explanation one sentence, with the values that were compared
     */
    record Finding(boolean holds, String explanation) {}
}
