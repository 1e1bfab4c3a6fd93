package io.throughline.journey.definition;

import io.throughline.journey.fold.Condition;
import io.throughline.kit.document.Field;
import java.util.Map;
import java.util.Optional;

/**
 * What a definition says under {@code when}, with the place where it is written.
 *
 * @param field where it stands; empty when it was left out
 * @param compiled empty when it was left out, or is wrong, which is noted then
 */
record When(Optional<Field<String>> field, Optional<io.throughline.kit.condition.Condition> compiled) {

    /** It was left out: it always holds. */
    static final When ALWAYS = new When(Optional.empty(), Optional.empty());

    /** As the fold asks it. */
    Condition condition() {
        return compiled.map(When::condition).orElse(Condition.ALWAYS);
    }

    private static Condition condition(io.throughline.kit.condition.Condition compiled) {
        return (interaction, journey) -> compiled.holds(Map.of(
                "interaction", InteractionVariables.of(interaction),
                "journey", JourneyVariables.of(interaction, journey)));
    }

    /** As it was written; empty when it was left out. */
    String expression() {
        return field.map(written -> written.orElse("").strip()).orElse("");
    }

    boolean isAlways() {
        return expression().isEmpty();
    }

    /** Whether both hold for the same, as far as that can be told. */
    boolean saysTheSameAs(When other) {
        return isAlways() && other.isAlways()
                || compiled.isPresent()
                        && other.compiled.filter(condition -> condition.saysTheSameAs(compiled.get())).isPresent();
    }
}
