package io.throughline.journey.testing;

import io.quarkus.test.Mock;
import io.throughline.journey.definition.Definitions;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.journey.Rulebook;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.kit.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The definitions that a test is about: given in Java, or those that were applied. */
@Mock
@ApplicationScoped
public class GivenRules implements RulebookSource {

    private final Definitions applied;
    private volatile Optional<List<Definition>> given = Optional.empty();

    @Inject
    public GivenRules(Definitions applied) {
        this.applied = applied;
    }

    public void are(List<Definition> definitions) {
        given = Optional.of(definitions);
    }

    public void areThoseApplied() {
        given = Optional.empty();
    }

    @Override
    public Rulebook read(Transaction transaction) {
        return given.map(GivenRules::rulebook).orElseGet(() -> applied.read(transaction));
    }

    @Override
    public Optional<Rulebook> known(long newest) {
        return given.map(GivenRules::rulebook).or(() -> applied.known(newest));
    }

    private static Rulebook rulebook(List<Definition> present) {
        return new Rulebook() {

            @Override
            public Collection<Definition> naming(String touchpoint) {
                return present.stream()
                        .filter(definition -> definition.touchpoints().contains(touchpoint))
                        .toList();
            }

            @Override
            public Definition named(String name) {
                return present.stream()
                        .filter(definition -> definition.name().equals(name))
                        .findFirst()
                        .orElseThrow();
            }
        };
    }
}
