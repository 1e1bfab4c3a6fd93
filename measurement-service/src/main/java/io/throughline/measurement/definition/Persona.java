package io.throughline.measurement.definition;

/**
 * A kind of customer for whom a journey was thought out.
 *
 * @param title for people
 * @param when which customers they are: a condition over what is known of them
 */
public record Persona(String name, String title, String when) {}
