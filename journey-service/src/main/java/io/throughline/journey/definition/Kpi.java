package io.throughline.journey.definition;

/**
 * A figure by which people judge the journey.
 *
 * @param target what is aimed at, in words; may be empty
 */
public record Kpi(Kind kind, String name, String title, String target) {

    /** What a figure tells. */
    public enum Kind {
        /** What the journey brings about for the customer or the company: paid on time. */
        OUTCOME,

        /** What is done for it: reminders sent. */
        OUTPUT
    }
}
