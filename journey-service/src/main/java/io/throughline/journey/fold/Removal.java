package io.throughline.journey.fold;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which interactions of one customer may go, so that folding what is kept upon what is sealed gives the journeys of folding all.
 *
 * <p>Of each key some of the first go, up to a place where no journey is under way: the journeys before it have ended, and are
 * sealed as they stand there. What one key keeps every key keeps, and with it all that comes after it in that key. So an interaction
 * that is kept is folded wherever it belongs, and nobody need remember from where on.
 *
 * <p>A reading counts for a journey that is under way only. So those go that no interaction comes before that stays.
 *
 * @param kept the interactions that stay, without readings
 * @param keptFrom the first of them
 * @param sealed for each strand, the journeys that are sealed now, or in another state than before
 */
public record Removal(Set<UUID> kept, Optional<Position> keptFrom, List<List<Journey>> sealed) {

    /**
     * A key, as far as it is older than the horizon.
     *
     * @param sealed journeys of it
     * @param readings of its customer's context, from as far back as {@code interactions} are
     * @param interactions of it, in order
     */
    public record Strand(
            Definition definition,
            String correlation,
            List<Journey> sealed,
            Readings readings,
            List<Interaction> interactions) {

        KeyFold begin() {
            return KeyFold.upon(definition, correlation, sealed, readings);
        }
    }

    /**
     * @param horizon nothing that occurs before it will come to light any more; the clock has passed it
     * @param strands all keys of one customer that have interactions from before it
     */
    public static Removal before(Instant horizon, List<Strand> strands) {
        var cuts = strands.stream().map(strand -> new Cut(strand, horizon)).toList();
        var kept = new HashSet<UUID>();
        boolean settled;
        do {
            settled = true;
            for (var cut : cuts) {
                settled &= !cut.keep(kept);
            }
        } while (!settled);
        return new Removal(kept, first(kept, strands), cuts.stream().map(Cut::sealed).toList());
    }

    private static Optional<Position> first(Set<UUID> kept, List<Strand> strands) {
        return strands.stream()
                .flatMap(strand -> strand.interactions().stream())
                .filter(interaction -> kept.contains(interaction.id()))
                .map(Interaction::position)
                .min(Comparator.naturalOrder());
    }

    /** Whether {@code interaction}, one of the customer's from before the horizon, is kept. */
    public boolean keeps(Interaction interaction) {
        return interaction.isReading()
                ? keptFrom.filter(interaction.position()::isAfter).isPresent()
                : kept.contains(interaction.id());
    }

    /** How many of the first interactions of a strand go. */
    private static final class Cut {

        private final Strand strand;
        private final Instant horizon;

        /** By the number of interactions that would go. */
        private final boolean[] possible;

        private int length;
        private int keptFrom;

        Cut(Strand strand, Instant horizon) {
            this.strand = strand;
            this.horizon = horizon;
            this.length = strand.interactions().size();
            this.keptFrom = length;
            this.possible = new boolean[length + 1];
            var fold = strand.begin();
            for (int i = 0; i < length; i++) {
                possible[i] = fold.restsBefore(strand.interactions().get(i));
                fold.step(strand.interactions().get(i));
            }
            possible[length] = fold.restsBefore(horizon);
            shortenTo(length);
        }

        /** Before the first interaction all journeys are sealed ones, which have ended. */
        private void shortenTo(int most) {
            length = most;
            while (!possible[length]) {
                length--;
            }
        }

        /**
         * Lets none of {@code kept} go, and adds what this keeps.
         *
         * @return whether there was something to add
         */
        boolean keep(Set<UUID> kept) {
            for (int i = 0; i < length; i++) {
                if (kept.contains(strand.interactions().get(i).id())) {
                    shortenTo(i);
                }
            }
            boolean added = length < keptFrom;
            for (; keptFrom > length; keptFrom--) {
                kept.add(strand.interactions().get(keptFrom - 1).id());
            }
            return added;
        }

        List<Journey> sealed() {
            var fold = strand.begin();
            strand.interactions().subList(0, length).forEach(fold::step);
            if (length < strand.interactions().size()) {
                fold.restsBefore(strand.interactions().get(length));
            } else {
                fold.restsBefore(horizon);
            }
            var before = new HashSet<>(strand.sealed());
            return fold.journeys().stream().filter(journey -> !before.contains(journey)).toList();
        }
    }
}
