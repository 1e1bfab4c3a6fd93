package io.throughline.journey.testing;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.throughline.journey.fold.AfterEnd;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.DefinitionVersion;
import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.RuleKind;
import io.throughline.journey.v1.Interaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Customers who pay bills. */
public final class Bills {

    public static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    /** Entered by a bill, achieved by a payment; stalls after three days, is given up after ten. */
    public static final Definition PAY_BILL = new Definition(
            "pay-bill",
            Optional.empty(),
            List.of(new DefinitionVersion(
                    1,
                    Instant.MIN,
                    List.of(
                            Rule.of(RuleKind.ENTRY, "bill.sent"),
                            Rule.of(RuleKind.PART, "agent.call"),
                            Rule.moment("question answered", "agent.call"),
                            Rule.of(RuleKind.GOAL, "bill.paid")),
                    Map.of("agent.call", "service"),
                    Duration.ofDays(3),
                    Duration.ofDays(10),
                    null,
                    AfterEnd.NEW)));

    private Bills() {}

    /** What {@code email} met with at {@code at}; its id is made from all three. */
    public static Interaction.Builder met(String email, String touchpoint, Instant at) {
        return Interaction.newBuilder()
                .setSource("billing")
                .setId(email + "/" + touchpoint + "/" + at)
                .setOccurredAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()))
                .addIdentifiers(ScriptedIdentity.identifier("email", email))
                .setChannel("web")
                .setTouchpoint(touchpoint)
                .setAttributes(Struct.newBuilder()
                        .putFields("amount", Value.newBuilder().setNumberValue(42.5).build())
                        .putFields("note", Value.newBuilder().setStringValue("quoted \"and\" é").build()));
    }
}
