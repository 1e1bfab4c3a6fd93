package io.throughline.journey.journey;

import io.throughline.kit.feed.FeedEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What folding changes in the tables, collected so that each table is written once. */
final class JourneyWrites {

    /** A sealed run of steps of a journey. */
    record Run(UUID customer, UUID journey, int ordinal, byte[] steps) {}

    /** A journey that is no longer this customer's, or no longer is. {@code replacedBy} is {@code null} when nothing took its place. */
    record Withdrawal(UUID customer, UUID id, long revision, UUID replacedBy, long standingSince) {}

    /** A journey by its whole key. */
    record Place(UUID customer, UUID id) {}

    final List<KeptJourney> inserts = new ArrayList<>();
    final List<KeptJourney> updates = new ArrayList<>();
    final List<Withdrawal> withdrawals = new ArrayList<>();
    final List<Place> returns = new ArrayList<>();
    final List<Run> runs = new ArrayList<>();
    final List<Place> unsealed = new ArrayList<>();
    final List<FeedEntry> told = new ArrayList<>();

    void insert(KeptJourney journey, Sealing sealing) {
        insert(journey, sealing, false);
    }

    /** @param backfill whether it came of the past alone */
    void insert(KeptJourney journey, Sealing sealing, boolean backfill) {
        inserts.add(journey);
        seal(journey, sealing);
        tell(journey, backfill);
    }

    void update(KeptJourney journey, Sealing sealing, boolean changed) {
        update(journey, sealing, changed, false);
    }

    /** @param backfill whether what has {@code changed} came of the past alone */
    void update(KeptJourney journey, Sealing sealing, boolean changed, boolean backfill) {
        updates.add(journey);
        seal(journey, sealing);
        if (changed) {
            tell(journey, backfill);
        }
    }

    /** @param backfill whether it came of the past alone */
    void withdraw(Withdrawal withdrawal, boolean backfill) {
        withdrawals.add(withdrawal);
        told.add(new FeedEntry(withdrawal.customer(), withdrawal.id(), withdrawal.revision(), backfill));
    }

    private void seal(KeptJourney journey, Sealing sealing) {
        for (int i = 0; i < sealing.runs().size(); i++) {
            runs.add(new Run(
                    journey.key().customer(),
                    journey.id(),
                    sealing.firstRun() + i,
                    sealing.runs().get(i)));
        }
    }

    private void tell(KeptJourney journey, boolean backfill) {
        told.add(new FeedEntry(journey.key().customer(), journey.id(), journey.revision(), backfill));
    }
}
