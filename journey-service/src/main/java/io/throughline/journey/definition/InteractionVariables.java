package io.throughline.journey.definition;

import static io.throughline.kit.condition.ValueType.ANYTHING;
import static io.throughline.kit.condition.ValueType.NUMBER;
import static io.throughline.kit.condition.ValueType.TIME;
import static io.throughline.kit.condition.ValueType.WHOLE;
import static io.throughline.kit.condition.ValueType.mapOf;
import static io.throughline.kit.condition.ValueType.structure;
import static io.throughline.kit.condition.ValueType.text;

import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.Money;
import io.throughline.kit.condition.LooseValues;
import io.throughline.kit.condition.ValueType;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What a condition may ask about the interaction that is being applied. */
final class InteractionVariables {

    private static final Map<String, Function<Interaction, Object>> READERS = Map.ofEntries(
            Map.entry("source", Interaction::source),
            Map.entry("channel", Interaction::channel),
            Map.entry("touchpoint", Interaction::touchpoint),
            Map.entry("occurred_at", Interaction::occurredAt),
            Map.entry("attributes", interaction -> LooseValues.of(interaction.attributes())),
            Map.entry("revenue", interaction -> amount(interaction.revenue())),
            Map.entry("revenue_currency", interaction -> currency(interaction.revenue())),
            Map.entry("cost", interaction -> amount(interaction.cost())),
            Map.entry("cost_currency", interaction -> currency(interaction.cost())),
            Map.entry("nps", interaction -> whole(interaction.feedback().nps())),
            Map.entry("csat", interaction -> whole(interaction.feedback().csat())),
            Map.entry("ces", interaction -> whole(interaction.feedback().ces())));

    private static final ValueType CURRENCY = text(3);

    static final ValueType TYPE = structure("interaction", types());

    private InteractionVariables() {}

    /** {@code interaction} as conditions see it. */
    static Map<String, Object> of(Interaction interaction) {
        return new Readable<>(interaction, READERS);
    }

    /** As long as the contract lets texts be; attributes are as large as an interaction. */
    private static Map<String, ValueType> types() {
        var types = new TreeMap<String, ValueType>();
        types.put("source", text(128));
        types.put("channel", text(64));
        types.put("touchpoint", text(RuleReader.LONGEST_TOUCHPOINT));
        types.put("revenue_currency", CURRENCY);
        types.put("cost_currency", CURRENCY);
        types.put("occurred_at", TIME);
        types.put("attributes", mapOf(ANYTHING));
        types.put("revenue", NUMBER);
        types.put("cost", NUMBER);
        types.put("nps", WHOLE);
        types.put("csat", WHOLE);
        types.put("ces", WHOLE);
        return types;
    }

    private static Double amount(Money money) {
        return money.currency().isEmpty() ? null : money.amount().doubleValue();
    }

    private static String currency(Money money) {
        return money.currency().isEmpty() ? null : money.currency();
    }

    private static Long whole(Integer number) {
        return number == null ? null : number.longValue();
    }
}
