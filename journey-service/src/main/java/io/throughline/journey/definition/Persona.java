package io.throughline.journey.definition;

/**
 * A kind of customer for whom the journey was thought out. Measurement tells by it whose journeys they were; no journey runs
 * otherwise because of it.
 *
 * @param when the condition over the customer, as it was written
 */
public record Persona(String name, String title, String when) {}
