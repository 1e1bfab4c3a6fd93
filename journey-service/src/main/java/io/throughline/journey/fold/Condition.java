package io.throughline.journey.fold;

/** A rule's {@code when}, compiled. A function of its arguments alone: it reads no clock and remembers nothing. */
@FunctionalInterface
public interface Condition {

    /** Holds whatever happened. */
    Condition ALWAYS = (interaction, journey) -> true;

    /**
     * @param interaction the one that is being applied
     * @param journey all before it; {@link JourneySoFar#NONE} when no journey is under way
     */
    boolean holds(Interaction interaction, JourneySoFar journey);
}
