package io.throughline.journey.discovery;

import io.throughline.journey.survey.Survey;
import io.throughline.journey.survey.Watch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Finds out how cases go, and proposes a definition for them. Whether an interaction belongs to a journey is not stored with it:
 * what a customer did is folded once more, through all definitions.
 */
@ApplicationScoped
public class Discovering {

    /** How the draft is called when nobody says. */
    public static final String USUAL_NAME = "discovered";

    public static final int USUAL_VARIANTS = 20;
    public static final int USUAL_PAIRS = 100;

    private final Survey survey;

    @Inject
    public Discovering(Survey survey) {
        this.survey = survey;
    }

    /**
     * @param name of the draft
     * @param variants to be told at most
     * @param pairs to be told at most
     * @throws java.util.concurrent.CancellationException when {@code watch} stops it
     */
    public Discovery discover(Choice choice, String name, int variants, int pairs, Watch watch) {
        var basis = survey.basis();
        var tally = new CaseTally(variants, pairs);
        var cases = new CustomerCases(choice, basis.rules(), tally);
        long looked = survey.read(basis.asOf(), watch, cases);
        var discovered = tally.result();
        var likely = Likely.of(discovered);
        return new Discovery(
                DraftYaml.of(name, choice.correlateBy(), discovered, likely),
                basis.asOf(),
                discovered,
                likely,
                looked,
                cases.claimed(),
                cases.outOfRange(),
                cases.withoutAttribute());
    }
}
