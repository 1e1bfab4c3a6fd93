package io.throughline.journey.intake;

import static io.throughline.kit.error.Refusal.violation;

import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.type.Money;
import io.throughline.journey.v1.Interaction;
import io.throughline.kit.validation.MessageRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an interaction must be to be taken in: the rules beside the fields of the contract, and those that no field can say. */
@ApplicationScoped
public class InteractionRules {

    /** Of one interaction, in bytes. */
    static final int LARGEST = 64 * 1024;

    private static final long SECONDS_AHEAD = 300;
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    /**
     * How many sections and lists an attribute may have within one another. At 33 sections protobuf can no longer decode the
     * message, and the whole batch is refused: what is somewhat too deep must stay below that, to be refused by itself.
     */
    private static final int DEEPEST = 16;

    /** Of money, in units: thousands of the largest still add up to what a message can hold. */
    private static final long MOST_UNITS = 1_000_000_000_000_000L;

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final MessageRules contract;

    @Inject
    public InteractionRules(MessageRules contract) {
        this.contract = contract;
    }

    /**
     * Every rule that {@code interaction} breaks; empty when it breaks none.
     *
     * @param now what the clock shows, if it shows anything
     */
    List<FieldViolation> violations(Interaction interaction, Optional<Instant> now) {
        if (interaction.getSerializedSize() > LARGEST) {
            return List.of(violation(
                    "", "is " + interaction.getSerializedSize() + " bytes long; the limit is " + LARGEST + " (64 KiB)"));
        }
        var found = new ArrayList<>(contract.violations(interaction));
        unknownFields(interaction, found);
        time(interaction, now, found);
        struct("attributes", interaction.getAttributes(), 0, found);
        // What identity-service takes of them it says itself, as long as it can read them.
        struct(CustomerAttributes.FIELD, interaction.getCustomerAttributes(), 0, found);
        if (interaction.hasRevenue()) {
            money("revenue", interaction.getRevenue(), found);
        }
        if (interaction.hasCost()) {
            money("cost", interaction.getCost(), found);
        }
        return found;
    }

    private static void unknownFields(Interaction interaction, List<FieldViolation> found) {
        unknownFields("", interaction, found);
        unknownFields("occurred_at", interaction.getOccurredAt(), found);
        for (int i = 0; i < interaction.getIdentifiersCount(); i++) {
            if (hasUnknownFields(interaction.getIdentifiers(i))) {
                unknownFields("identifiers[" + i + "]", interaction.getIdentifiers(i), found);
            }
        }
        unknownFields("feedback", interaction.getFeedback(), found);
        unknownFields("revenue", interaction.getRevenue(), found);
        unknownFields("cost", interaction.getCost(), found);
    }

    private static boolean hasUnknownFields(Message message) {
        return message.getUnknownFields().getSerializedSize() > 0;
    }

    private static void unknownFields(String path, Message message, List<FieldViolation> found) {
        if (hasUnknownFields(message)) {
            message.getUnknownFields().asMap().keySet().stream()
                    .sorted()
                    .forEach(number -> found.add(violation(
                            path.isEmpty() ? number.toString() : path + "." + number,
                            "field number " + number + " is not known to this service; is the sender newer?")));
        }
    }

    private static void time(Interaction interaction, Optional<Instant> now, List<FieldViolation> found) {
        if (!interaction.hasOccurredAt()) {
            return;
        }
        var stamp = interaction.getOccurredAt();
        if (stamp.getNanos() < 0
                || stamp.getNanos() > 999_999_999
                || stamp.getSeconds() < EARLIEST.getEpochSecond()
                || stamp.getSeconds() >= LATEST.getEpochSecond()) {
            found.add(violation("occurred_at", "is not a time between 1900-01-01 and 9999-01-01"));
        } else if (now.isPresent() && stamp.getSeconds() > now.get().getEpochSecond() + SECONDS_AHEAD) {
            found.add(violation("occurred_at", "is more than five minutes ahead of the clock"));
        }
    }

    private static void struct(String path, Struct struct, int depth, List<FieldViolation> found) {
        if (hasUnknownFields(struct)) {
            unknownFields(path, struct, found);
        }
        struct.getFieldsMap().forEach((name, value) -> value(path, name, value, depth, found));
    }

    private static void value(String path, String name, Value value, int depth, List<FieldViolation> found) {
        if (hasUnknownFields(value)) {
            unknownFields(path + "." + name, value, found);
        }
        switch (value.getKindCase()) {
            case NUMBER_VALUE -> {
                if (!Double.isFinite(value.getNumberValue())) {
                    found.add(violation(path + "." + name, "is not a finite number"));
                }
            }
            case STRUCT_VALUE, LIST_VALUE -> nested(path + "." + name, value, depth + 1, found);
            case STRING_VALUE, NULL_VALUE, BOOL_VALUE, KIND_NOT_SET -> {}
        }
    }

    private static void nested(String path, Value value, int depth, List<FieldViolation> found) {
        if (depth > DEEPEST) {
            found.add(violation(path, "is nested more than " + DEEPEST + " deep"));
            return;
        }
        if (value.hasStructValue()) {
            struct(path, value.getStructValue(), depth, found);
        }
        var list = value.getListValue();
        if (hasUnknownFields(list)) {
            unknownFields(path, list, found);
        }
        for (int i = 0; i < list.getValuesCount(); i++) {
            value(path, "" + i, list.getValues(i), depth, found);
        }
    }

    private static void money(String path, Money money, List<FieldViolation> found) {
        if (!CURRENCIES.contains(money.getCurrencyCode())) {
            found.add(violation(path + ".currency_code", "is not an ISO 4217 currency code such as EUR"));
        }
        if (money.getUnits() > MOST_UNITS || money.getUnits() < -MOST_UNITS) {
            found.add(violation(path + ".units", "is not between -10^15 and 10^15"));
        }
        if (Math.abs((long) money.getNanos()) > 999_999_999) {
            found.add(violation(path + ".nanos", "is not between -999,999,999 and 999,999,999"));
        } else if (money.getUnits() > 0 && money.getNanos() < 0 || money.getUnits() < 0 && money.getNanos() > 0) {
            found.add(violation(path + ".nanos", "has another sign than units"));
        }
    }
}
