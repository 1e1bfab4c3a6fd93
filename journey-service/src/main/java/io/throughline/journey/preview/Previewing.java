package io.throughline.journey.preview;

import io.throughline.journey.definition.Prospect;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.journey.Rulebook;
import io.throughline.journey.survey.Survey;
import io.throughline.journey.survey.Watch;
import io.throughline.kit.error.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Tells what a definition would change before it is applied: all that is recorded is folded twice, through what is in force and
 * through what would be. Nothing is written.
 */
@ApplicationScoped
public class Previewing {

    private final Survey survey;

    @Inject
    public Previewing(Survey survey) {
        this.survey = survey;
    }

    /**
     * @param examples journeys to name for each kind of move
     * @throws Refusal when another version came into force since {@code prospect} was told
     * @throws java.util.concurrent.CancellationException when {@code watch} stops it
     */
    public Preview of(Prospect prospect, Coverage coverage, int examples, Watch watch) {
        var basis = survey.basis();
        var before = before(prospect, basis.rules());
        var after =
                switch (coverage) {
                    case PAST -> prospect.overThePast();
                    case AS_APPLIED -> prospect.applied(before);
                    case MIGRATED ->
                        basis.asOf()
                                .map(now -> prospect.migrated(before, now))
                                .orElseGet(() -> prospect.applied(before));
                };
        var tally = new PreviewTally(after, examples);
        long looked = survey.read(basis.asOf(), watch, new CustomerPreviews(before, after, basis.asOf(), tally));
        return tally.result(prospect, coverage, basis.asOf(), looked);
    }

    private static Optional<Definition> before(Prospect prospect, Rulebook rules) {
        var before = prospect.inForce().map(_ -> rules.named(prospect.map().name()));
        if (!before.map(definition -> definition.versions().getLast().number()).equals(prospect.inForce())) {
            throw Refusal.failedPrecondition(
                    "DEFINITION_CHANGED",
                    "another version of `" + prospect.map().name() + "` came into force meanwhile; ask again");
        }
        return before;
    }
}
