package io.throughline.measurement.api;

import io.throughline.kit.database.Database;
import io.throughline.kit.error.ErrorMapper;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.feed.FeedLag;
import io.throughline.kit.page.PageToken;
import io.throughline.measurement.definition.DefinitionRefresh;
import io.throughline.measurement.definition.Persona;
import io.throughline.measurement.fact.JourneyScores;
import io.throughline.measurement.fact.JourneyScores.ScoredJourney;
import io.throughline.measurement.follow.JourneyFollowing;
import io.throughline.measurement.path.PathStore;
import io.throughline.measurement.path.Paths;
import io.throughline.measurement.persona.CustomerFollowing;
import io.throughline.measurement.persona.PersonaStore;
import io.throughline.measurement.scorecard.Scorecard;
import io.throughline.measurement.scorecard.Scorecards;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** What both doors answer, gRPC and REST; each only translates. */
@ApplicationScoped
public class Measurement {

    private static final int PAGE = 100;
    private static final int TOP_VARIANTS = 10;
    private static final int MOST_COUNTED = 100_000;

    private final Scorecards scorecards;
    private final PathStore paths;
    private final JourneyScores scores;
    private final DefinitionRefresh definitions;
    private final JourneyFollowing following;
    private final CustomerFollowing customers;
    private final Database database;

    @Inject
    public Measurement(
            Scorecards scorecards,
            PathStore paths,
            JourneyScores scores,
            DefinitionRefresh definitions,
            JourneyFollowing following,
            CustomerFollowing customers,
            Database database) {
        this.scorecards = scorecards;
        this.paths = paths;
        this.scores = scores;
        this.definitions = definitions;
        this.following = following;
        this.customers = customers;
        this.database = database;
    }

    /**
     * The scorecard of {@code definition}; refuses a name that neither this service nor journey-service knows.
     *
     * @param persona only journeys of customers who are it; empty for all. Refused when the definition has none of this name
     */
    public Scorecard scorecard(String definition, Optional<String> persona) {
        var scorecard = scorecards
                .find(definition, persona)
                .or(() -> {
                    definitions.tryRefresh();
                    return scorecards.find(definition, persona);
                })
                .orElseThrow(() -> unknown(List.of(definition)));
        persona.ifPresent(name -> refuseUnknown(name, scorecard.definition().personas()));
        return scorecard;
    }

    private static void refuseUnknown(String persona, List<Persona> personas) {
        var names = personas.stream().map(Persona::name).toList();
        if (!names.contains(persona)) {
            throw Refusal.invalid(
                    "persona",
                    names.isEmpty()
                            ? "is none of this definition's: it has no personas"
                            : "is none of this definition's: " + String.join(", ", names));
        }
    }

    /** Has definitions that were applied a moment ago known, if journey-service can be asked. */
    public void freshen() {
        definitions.freshen();
    }

    /** A page of scorecards, by name; {@code pageSize} 0 means 100. */
    public ScorecardPage scorecards(int pageSize, String pageToken) {
        int size = pageSize == 0 ? PAGE : pageSize;
        var after = PageToken.read(pageToken);
        // One more than is told shows whether there is a next page.
        var found = scorecards.list(after, size + 1);
        if (found.size() <= size) {
            return new ScorecardPage(found, "");
        }
        var page = found.subList(0, size);
        return new ScorecardPage(page, PageToken.after(page.getLast().definition().name()));
    }

    /** The paths of {@code names} together, or of all; {@code topVariants} 0 means 10. Refuses names that are not known. */
    public Paths paths(List<String> names, int topVariants) {
        if (!paths.unknown(names).isEmpty()) {
            definitions.tryRefresh();
        }
        var unknown = paths.unknown(names);
        if (!unknown.isEmpty()) {
            throw unknown(unknown);
        }
        return paths.find(names, topVariants == 0 ? TOP_VARIANTS : topVariants);
    }

    /** One journey's score; refuses a journey that is not known. */
    public ScoredJourney score(UUID journey) {
        return scores.find(journey)
                .orElseThrow(() -> Refusal.notFound("journey", journey.toString(), "no such journey is known here"));
    }

    /** How far the facts are behind the feed; UNAVAILABLE while journey-service cannot be asked. */
    public FeedLag lag() {
        try {
            return following.lag();
        } catch (RuntimeException failure) {
            throw ErrorMapper.refusalFor(failure);
        }
    }

    /** How many changes of customers are not followed yet; empty while identity-service cannot be asked. */
    public OptionalLong customerChangesBehind() {
        try {
            return OptionalLong.of(customers.wholeLag().changes());
        } catch (RuntimeException failure) {
            if (ErrorMapper.isUnreachable(failure)) {
                return OptionalLong.empty();
            }
            throw failure;
        }
    }

    /** Of how many customers it is still to be worked out which personas they are; counted to 100,000. */
    public long personasDue() {
        return PersonaStore.countDue(database, MOST_COUNTED);
    }

    private static Refusal unknown(List<String> names) {
        var quoted = String.join("\", \"", names);
        return Refusal.notFound(
                "definition",
                String.join(",", names),
                "no journey definition is known by the name \"" + quoted + "\"");
    }

    /** {@code next} is empty on the last page. */
    public record ScorecardPage(List<Scorecard> scorecards, String next) {}
}
