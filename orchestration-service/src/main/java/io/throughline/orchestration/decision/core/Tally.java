package io.throughline.orchestration.decision.core;

/** What the interactions of one or more journeys add up to. */
public record Tally(
        long interactions,
        long handovers,
        long npsPromoters,
        long npsPassives,
        long npsDetractors,
        long csatAnswers,
        long csatSum,
        long cesAnswers,
        long cesSum) {

    /** Of no journey. */
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    public Tally plus(Tally other) {
        return new Tally(
                interactions + other.interactions,
                handovers + other.handovers,
                npsPromoters + other.npsPromoters,
                npsPassives + other.npsPassives,
                npsDetractors + other.npsDetractors,
                csatAnswers + other.csatAnswers,
                csatSum + other.csatSum,
                cesAnswers + other.cesAnswers,
                cesSum + other.cesSum);
    }
}
