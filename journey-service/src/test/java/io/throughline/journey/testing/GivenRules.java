package io.throughline.journey.testing;

import io.quarkus.test.Mock;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.journey.Rulebook;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.kit.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** The definitions that a test is about. */
@Mock
@ApplicationScoped
public class GivenRules implements RulebookSource {

    private volatile List<Definition> definitions = List.of();

    public void are(List<Definition> definitions) {
        this.definitions = definitions;
    }

    @Override
    public Rulebook read(Transaction transaction) {
        var present = definitions;
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
