package io.throughline.journey.fold;

/**
 * What is known of the first steps of a long journey, which are kept elsewhere.
 *
 * @param steps how many they are
 * @param trail the way that they took
 */
public record Sealed(long steps, Trail trail) {

    public static final Sealed NOTHING = new Sealed(0, Trail.NONE);
}
