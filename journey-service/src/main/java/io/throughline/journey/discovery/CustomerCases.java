package io.throughline.journey.discovery;

import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.journey.Rulebook;
import io.throughline.journey.survey.CustomerReader;
import java.util.UUID;

/** Makes cases of what is recorded, as they were chosen, and says what was left out of them. */
final class CustomerCases implements CustomerReader {

    private final Choice choice;
    private final Definition cases;
    private final Claims claims;
    private final CaseTally tally;
    private long claimed;
    private long outOfRange;
    private long withoutAttribute;

    CustomerCases(Choice choice, Rulebook rules, CaseTally tally) {
        this.choice = choice;
        this.cases = choice.cases();
        this.claims = new Claims(rules);
        this.tally = tally;
    }

    @Override
    public void take(Interaction interaction) {
        // What was before the range decides what belongs to a journey within it.
        if (choice.unclaimed() && claims.claim(interaction)) {
            claimed++;
        } else if (!choice.covers(interaction.occurredAt())) {
            outOfRange++;
        } else {
            cases.correlation(interaction)
                    .ifPresentOrElse(
                            name -> tally.take(name, interaction.touchpoint(), interaction.occurredAt()),
                            () -> withoutAttribute++);
        }
    }

    @Override
    public void endOfCustomer(UUID customer) {
        claims.endOfCustomer();
        tally.endOfCustomer();
    }

    long claimed() {
        return claimed;
    }

    long outOfRange() {
        return outOfRange;
    }

    long withoutAttribute() {
        return withoutAttribute;
    }
}
