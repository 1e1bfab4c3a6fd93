package io.throughline.journey.fold;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What the interactions of a journey add up to.
 *
 * @param handovers times that the channel or the owning team changed from one interaction to the next
 * @param contextsPassed those of them before which the channel that took over had read the context, since the interaction before
 * @param npsPromoters answers of 9 and 10; passives 7 and 8; detractors 0 to 6
 * @param revenue by currency
 * @param cost by currency
 */
public record Tally(
        long interactions,
        long handovers,
        long contextsPassed,
        long npsPromoters,
        long npsPassives,
        long npsDetractors,
        long csatAnswers,
        long csatSum,
        long cesAnswers,
        long cesSum,
        Map<String, BigDecimal> revenue,
        Map<String, BigDecimal> cost) {

    public static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), Map.of());

    Tally plus(Interaction interaction, boolean handover, boolean contextPassed) {
        var nps = interaction.feedback().nps();
        var csat = interaction.feedback().csat();
        var ces = interaction.feedback().ces();
        return new Tally(
                interactions + 1,
                handovers + (handover ? 1 : 0),
                contextsPassed + (contextPassed ? 1 : 0),
                npsPromoters + (nps != null && nps >= 9 ? 1 : 0),
                npsPassives + (nps != null && nps >= 7 && nps <= 8 ? 1 : 0),
                npsDetractors + (nps != null && nps <= 6 ? 1 : 0),
                csatAnswers + (csat != null ? 1 : 0),
                csatSum + (csat != null ? csat : 0),
                cesAnswers + (ces != null ? 1 : 0),
                cesSum + (ces != null ? ces : 0),
                plus(revenue, interaction.revenue()),
                plus(cost, interaction.cost()));
    }

    private static Map<String, BigDecimal> plus(Map<String, BigDecimal> sums, Money money) {
        if (money.amount().signum() == 0) {
            return sums;
        }
        // Sorted, so that equal tallies are written alike.
        var more = new java.util.TreeMap<>(sums);
        more.merge(money.currency(), money.amount().stripTrailingZeros(), (left, right) -> left.add(right)
                .stripTrailingZeros());
        return java.util.Collections.unmodifiableMap(more);
    }
}
