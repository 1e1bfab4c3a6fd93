package io.throughline.orchestration.decision.core;

import java.time.Duration;
import java.util.List;

/**
 * When, for whom, and what to do.
 *
 * @param suppressWhile definitions: while the customer has a journey of one of them under way, nothing is done
 * @param freshFor how old a transition may be, by the clock, to be acted on still
 */
public record Policy(
        String name,
        int version,
        String title,
        Trigger on,
        Condition when,
        Ask ask,
        List<String> suppressWhile,
        Duration freshFor) {}
