package io.throughline.journey.conformance;

import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.DefinitionVersion;
import io.throughline.journey.survey.Survey;
import io.throughline.journey.survey.Watch;
import io.throughline.kit.error.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares journeys with the versions that they follow. Nothing is kept for it, as a journey tells neither which rules its
 * interactions matched nor what passed it by: all that is recorded is folded through the definition once more.
 */
@ApplicationScoped
public class ConformanceCheck {

    private final Survey survey;

    @Inject
    public ConformanceCheck(Survey survey) {
        this.survey = survey;
    }

    /**
     * @param name of a definition that was applied
     * @param version empty for all
     * @param examples journeys to name for each deviation
     * @throws Refusal when there is no such version
     * @throws java.util.concurrent.CancellationException when {@code watch} stops it
     */
    public Conformance of(String name, Optional<Integer> version, int examples, Watch watch) {
        var basis = survey.basis();
        var definition = basis.rules().named(name);
        version.ifPresent(number -> checkThatThereIs(number, definition));
        var tallies = new TreeMap<Integer, VersionTally>();
        definition.versions().stream()
                .filter(one -> version.isEmpty() || version.get() == one.number())
                .forEach(one -> tallies.put(one.number(), new VersionTally(one, examples)));
        var traces = new CustomerTraces(definition, basis.asOf(), trace -> {
            if (tallies.containsKey(trace.version())) {
                tallies.get(trace.version()).add(trace);
            }
        });
        long looked = survey.read(basis.asOf(), watch, traces);
        return new Conformance(
                name,
                basis.asOf(),
                looked,
                tallies.values().stream().map(VersionTally::result).toList());
    }

    private static void checkThatThereIs(int number, Definition definition) {
        if (definition.versions().stream().map(DefinitionVersion::number).noneMatch(one -> one == number)) {
            throw Refusal.notFound(
                    "definition",
                    definition.name(),
                    "no definition is called `" + definition.name() + "` and has a version " + number);
        }
    }
}
