package io.throughline.standalone.client;

import io.throughline.journey.v1.Definition;
import io.throughline.journey.v1.GetClockRequest;
import io.throughline.journey.v1.GetFollowingRequest;
import io.throughline.journey.v1.ListDefinitionsRequest;
import io.throughline.standalone.platform.PlatformException;
import io.throughline.standalone.platform.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Waits until nothing is left to be done: journeys are those of the customers that identity-service knows, definitions have been
 * applied to the past, due timers have fired, and measurement and orchestration have followed,
 * personas included.
 */
public final class CatchingUp {

    private static final Duration STANDSTILL = Duration.ofMinutes(2);
    private static final long SECONDS_TO_ANSWER = 60;
    private static final int MOST_DEFINITIONS = 1000;

    /** What is still to be done. */
    private record Rest(long regroupings, long folding, long timers, long unmeasured, long personas, long undecided) {
        boolean isNone() {
            return regroupings == 0 && folding == 0 && timers == 0 && unmeasured == 0 && personas == 0
                    && undecided == 0;
        }
    }

    private final Clients clients;
    private final Patience patience;

    public CatchingUp(Clients clients, Patience patience) {
        this.clients = clients;
        this.patience = patience;
    }

    /** Gives up when nothing has moved for two minutes. */
    public void await() {
        var rest = rest();
        while (!rest.isNone()) {
            var before = rest;
            if (!Waiting.until(STANDSTILL, () -> !rest().equals(before))) {
                throw new PlatformException(
                        "for two minutes nothing has moved, though %d customers who became one or fell apart are not followed, %d definitions are being folded, %d timers are due, %d changes are not measured, %d customers are not told apart by persona, and %d changes are not decided on; the services' logs may tell why"
                                .formatted(
                                        rest.regroupings(),
                                        rest.folding(),
                                        rest.timers(),
                                        rest.unmeasured(),
                                        rest.personas(),
                                        rest.undecided()));
            }
            rest = rest();
        }
    }

    /** Asked in the order in which one brings the next: what is none is none afterwards too. */
    private Rest rest() {
        long regroupings = patience.untilAnswered(() -> clients.journeys()
                        .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                        .getFollowing(GetFollowingRequest.getDefaultInstance()))
                .getChangesBehind();
        long folding = definitions().stream().filter(Definition::getFolding).count();
        long timers = patience.untilAnswered(() -> clients.clock()
                        .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                        .getClock(GetClockRequest.getDefaultInstance()))
                .getClock()
                .getTimersDue();
        var measured = patience.untilAnswered(() -> clients.measurement()
                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .getFollowing(io.throughline.measurement.v1.GetFollowingRequest.getDefaultInstance()));
        long unmeasured = measured.getChangesBehind();
        long personas = measured.getCustomerChangesBehind() + measured.getPersonasDue();
        long undecided = patience.untilAnswered(() -> clients.decisions()
                        .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                        .getFollowing(io.throughline.orchestration.v1.GetFollowingRequest.getDefaultInstance()))
                .getChangesBehind();
        return new Rest(regroupings, folding, timers, unmeasured, personas, undecided);
    }

    /** Of all pages: one answers with fewer than it was asked for when they are large. */
    private List<Definition> definitions() {
        var definitions = new ArrayList<Definition>();
        var next = ListDefinitionsRequest.newBuilder().setPageSize(MOST_DEFINITIONS).build();
        while (true) {
            var asked = next;
            var page = patience.untilAnswered(() -> clients.definitions()
                    .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                    .listDefinitions(asked));
            definitions.addAll(page.getDefinitionsList());
            if (page.getNextPageToken().isEmpty()) {
                return definitions;
            }
            next = asked.toBuilder().setPageToken(page.getNextPageToken()).build();
        }
    }
}
