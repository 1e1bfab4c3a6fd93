package io.throughline.orchestration.decision;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.orchestration.action.HeldActions;
import io.throughline.orchestration.decision.core.Clock;
import io.throughline.orchestration.decision.core.HeldAction;
import io.throughline.orchestration.decision.core.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lets held actions go: to be offered, or not at all when they were held until it was too late for their policy. */
@ApplicationScoped
public class Release {

    /** Let go in one transaction, however many a long catching up has heaped up. */
    private static final int AT_ONCE = 1_000;

    private final Database database;

    @Inject
    public Release(Database database) {
        this.database = database;
    }

    /**
     * Lets those go that were made no later than {@code time}, by the clock of the database, and judges by {@code clock} whether
     * they are still wanted.
     *
     * @return whether there were any
     */
    public boolean ofThoseMadeBy(Instant time, Clock clock) {
        boolean any = false;
        for (int gone = AT_ONCE; gone == AT_ONCE; any |= gone > 0) {
            gone = database.inTransaction(transaction -> some(transaction, time, clock));
        }
        return any;
    }

    private static int some(Transaction transaction, Instant time, Clock clock) {
        // A page that is being decided on may be cancelling some of them.
        Turn.await(transaction);
        var held = HeldActions.madeBy(transaction, time, AT_ONCE);
        var late = held.stream().filter(action -> action.isTooLate(clock)).toList();
        if (!late.isEmpty()) {
            drop(transaction, late, clock.now().orElseThrow());
        }
        // Those that were dropped are held no longer.
        HeldActions.release(transaction, held.stream().map(HeldAction::id).toList());
        return held.size();
    }

    private static void drop(Transaction transaction, List<HeldAction> late, Instant now) {
        Map<UUID, HeldAction> byDecision =
                late.stream().collect(Collectors.toMap(HeldAction::decision, Function.identity()));
        HeldActions.cancel(transaction, late.stream().map(HeldAction::id).toList());
        DecisionStore.write(
                transaction,
                DecisionStore.byId(transaction, late.stream().map(HeldAction::decision).toList()).stream()
                        .filter(decision -> decision.outcome() == Outcome.ACT)
                        .map(decision -> decision.tooLate(
                                now,
                                byDecision.get(decision.cause().decisionId()).freshFor().orElseThrow()))
                        .toList());
    }
}
