package io.throughline.journey.fold;

/**
 * What the customer answered, each {@code null} when not asked or not answered.
 *
 * @param nps Net Promoter Score answer, 0 to 10
 * @param csat satisfaction, 1 to 5
 * @param ces effort, 1 (very difficult) to 7 (very easy)
 */
public record Feedback(Integer nps, Integer csat, Integer ces) {

    public static final Feedback NONE = new Feedback(null, null, null);

    /** The lower end of each scale: an NPS detractor, one of the two worst of five, one of the three on the side of difficult. */
    public boolean isNegative() {
        return (nps != null && nps <= 6) || (csat != null && csat <= 2) || (ces != null && ces <= 3);
    }
}
