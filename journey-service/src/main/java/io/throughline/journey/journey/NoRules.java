package io.throughline.journey.journey;

import io.quarkus.arc.DefaultBean;
import io.throughline.journey.fold.Definition;
import io.throughline.kit.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** While no definitions can be applied, interactions are stored and make no journeys. */
@ApplicationScoped
@DefaultBean
public class NoRules implements RulebookSource {

    @Override
    public Rulebook read(Transaction transaction) {
        return new Rulebook() {

            @Override
            public Collection<Definition> naming(String touchpoint) {
                return List.of();
            }

            @Override
            public Definition named(String name) {
                throw new IllegalArgumentException("no definition is called " + name);
            }
        };
    }
}
