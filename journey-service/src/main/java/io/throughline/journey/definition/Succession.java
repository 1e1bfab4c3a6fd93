package io.throughline.journey.definition;

import io.throughline.kit.document.YamlDocument;
import java.time.Instant;
import java.util.Optional;

/** What a definition that is applied becomes, after what was applied before. */
sealed interface Succession {

    /** It says what is in force already; of a draft, what was applied last. */
    record Unchanged() implements Succession {}

    /**
     * It becomes the next version.
     *
     * @param effectiveFrom empty on the first version that comes into force, which covers all the past, and on a draft that names
     *     none
     */
    record Next(int version, Optional<Instant> effectiveFrom) implements Succession {}

    /** What was applied last, whatever its status. */
    record Newest(int version, String yaml) {}

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
     * @param newest empty when nothing was applied yet under that name
     * @param now what the service's clock shows; empty when it shows nothing yet
     */
    static Succession of(Draft draft, Optional<Newest> newest, Optional<InForce> inForce, Optional<Instant> now) {
        boolean comesIntoForce = draft.map().status().comesIntoForce();
        var same = comesIntoForce ? inForce.map(InForce::yaml) : newest.map(Newest::yaml);
        if (same.filter(draft::saysTheSameAs).isPresent()) {
            return new Unchanged();
        }
        var effectiveFrom = draft.map().effectiveFrom().or(() -> comesIntoForce ? now : Optional.empty());
        var mistakes = YamlDocument.parse(draft.yaml());
        inForce.ifPresent(before -> checkFollows(mistakes, draft, before, effectiveFrom));
        if (inForce.isEmpty() && draft.map().status() == DefinitionStatus.RETIRED) {
            mistakes.root().problem("status", "retires what was never live", "make it live, or a draft");
        }
        if (inForce.isPresent() && comesIntoForce && effectiveFrom.isEmpty()) {
            mistakes.root()
                    .problem("effective_from", "is missing, and the clock shows no time yet", "say since when it holds");
        }
        mistakes.problems().throwIfAny();
        boolean coversThePast = comesIntoForce && inForce.isEmpty();
        return new Next(
                newest.map(Newest::version).orElse(0) + 1, coversThePast ? Optional.empty() : effectiveFrom);
    }

    private static void checkFollows(
            YamlDocument mistakes, Draft draft, InForce inForce, Optional<Instant> effectiveFrom) {
        if (!inForce.correlateBy().equals(draft.map().correlateBy())) {
            mistakes.root()
                    .problem(
                            "correlate_by",
                            "is not that of version " + inForce.version() + ", "
                                    + inForce.correlateBy().map(attribute -> "`" + attribute + "`").orElse("which has none"),
                            "it stays the same in all versions; give the definition another name");
        }
        var earliest = inForce.effectiveFrom().orElse(Instant.MIN);
        if (effectiveFrom.filter(earliest::isAfter).isPresent()) {
            mistakes.root()
                    .problem(
                            "effective_from",
                            "is before that of version " + inForce.version() + ", which is " + earliest,
                            "make it " + earliest + " or later");
        }
    }
}
