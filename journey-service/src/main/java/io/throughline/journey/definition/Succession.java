package io.throughline.journey.definition;

import io.throughline.kit.document.YamlDocument;
import java.time.Instant;
import java.util.Optional;

/** What a definition that is applied becomes, after what was applied before. */
sealed interface Succession {

    /** It says what is in force already. */
    record Unchanged() implements Succession {}

    /**
     * It becomes the next version.
     *
     * @param effectiveFrom empty on the first version, which covers all the past
     */
    record Next(int version, Optional<Instant> effectiveFrom) implements Succession {}

    /**
     * The version in force.
     *
     * @param effectiveFrom empty on the first version
     */
    record InForce(int version, String yaml, Optional<Instant> effectiveFrom) {

        private Optional<String> correlateBy() {
            return YamlDocument.parse(yaml).root().text("correlate_by").optional();
        }
    }

    /**
     * Decides on {@code draft}; refuses it when it cannot follow on what is in force.
     *
     * @param now what the service's clock shows; empty when it shows nothing yet
     */
    static Succession of(Draft draft, Optional<InForce> before, Optional<Instant> now) {
        if (before.isEmpty()) {
            return new Next(1, Optional.empty());
        }
        var inForce = before.get();
        if (draft.saysTheSameAs(inForce.yaml())) {
            return new Unchanged();
        }
        var mistakes = YamlDocument.parse(draft.yaml());
        if (!inForce.correlateBy().equals(draft.map().correlateBy())) {
            mistakes.root()
                    .problem(
                            "correlate_by",
                            "is not that of version " + inForce.version() + ", "
                                    + inForce.correlateBy().map(attribute -> "`" + attribute + "`").orElse("which has none"),
                            "it stays the same in all versions; give the definition another name");
        }
        var effectiveFrom = draft.map().effectiveFrom().or(() -> now);
        if (effectiveFrom.isEmpty()) {
            mistakes.root()
                    .problem("effective_from", "is missing, and the clock shows no time yet", "say since when it holds");
        }
        var earliest = inForce.effectiveFrom().orElse(Instant.MIN);
        if (effectiveFrom.isPresent() && effectiveFrom.get().isBefore(earliest)) {
            mistakes.root()
                    .problem(
                            "effective_from",
                            "is before that of version " + inForce.version() + ", which is " + earliest,
                            "make it " + earliest + " or later");
        }
        mistakes.problems().throwIfAny();
        return new Next(inForce.version() + 1, effectiveFrom);
    }
}
