package io.throughline.journey.journey;

import io.throughline.journey.fold.Definition;
import java.util.Collection;

/** The definitions in force, as one transaction sees them. */
public interface Rulebook {

    /** Those with a version that names {@code touchpoint}. */
    Collection<Definition> naming(String touchpoint);

    /** The definition of that name, which is one that {@link #naming} has given or that a stored journey follows. */
    Definition named(String name);
}
