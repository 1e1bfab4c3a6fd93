package io.throughline.orchestration.decision.core;

import java.util.List;

/**
 * What a policy makes of a transition, and why.
 *
 * @param reasons every rule that was asked, in order; the last one decided
 */
public record Verdict(Outcome outcome, List<Reason> reasons) {}
