package io.throughline.journey.discovery;

import io.throughline.journey.fold.AfterEnd;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.DefinitionVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which interactions make which cases.
 *
 * @param correlateBy the attribute that tells cases of one customer apart; empty when a case is all that a customer did
 * @param unclaimed only what belongs to no journey
 * @param from only what occurred at or after it
 * @param until only what occurred before it
 */
public record Choice(
        Optional<String> correlateBy, boolean unclaimed, Optional<Instant> from, Optional<Instant> until) {

    boolean covers(Instant time) {
        return from.filter(time::isBefore).isEmpty() && until.filter(end -> !time.isBefore(end)).isEmpty();
    }

    /** A definition whose journeys would be the cases: tells the case of an interaction as a fold tells its key. */
    Definition cases() {
        var nothing = new DefinitionVersion(1, Instant.MIN, List.of(), Map.of(), null, null, null, AfterEnd.ATTACH);
        return new Definition("cases", correlateBy, List.of(nothing));
    }
}
