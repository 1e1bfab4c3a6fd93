package io.throughline.orchestration;

import static io.throughline.orchestration.peer.Told.NOON;
import static io.throughline.orchestration.peer.Told.journey;
import static io.throughline.orchestration.peer.Told.newId;
import static io.throughline.orchestration.peer.Told.stalled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.v1.ClockMode;
import io.throughline.kit.test.PostgresResource;
import io.throughline.orchestration.peer.FakeIdentities;
import io.throughline.orchestration.peer.FakeJourneys;
import io.throughline.orchestration.peer.FakePeers;
import io.throughline.orchestration.peer.PeersResource;
import io.throughline.orchestration.v1.ActionResult;
import io.throughline.orchestration.v1.Decision;
import io.throughline.orchestration.v1.DecisionOutcome;
import io.throughline.orchestration.v1.GetFollowingRequest;
import io.throughline.orchestration.v1.ListDecisionsRequest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(PeersResource.class)
class OrchestrationIT {

    FakeJourneys journeys;
    FakeIdentities identities;
    FakePeers peers;

    @Inject
    ServiceUnderTest service;

    private final String channel = "channel-" + newId().substring(0, 8);
    private final String definition = "journey-" + newId().substring(0, 8);
    private final String policy = "policy-" + newId().substring(0, 8);
    private final String anna = newId();
    private final String bill = newId();
    private final String stall = newId();

    @BeforeEach
    void begin() {
        peers.beUp();
        journeys.showTime(ClockMode.CLOCK_MODE_LIVE, NOON);
        identities.beDown(false);
        identities.know(anna, "anna@example.org");
        service.apply(yaml(""));
    }

    @AfterEach
    void end() {
        service.closeStreams();
    }

    @Test
    void aStalledJourneyBringsAnActionToItsChannelWithItsReasons() {
        var stream = service.subscribe(channel, 10);
        tellStall(1);

        var action = stream.nextAction();
        assertThat(action.getName()).isEqualTo("remind");
        assertThat(action.getCustomerId()).isEqualTo(anna);
        assertThat(action.getIdentifiers(0).getValue()).isEqualTo("anna@example.org");
        assertThat(action.getParameters().getFieldsOrThrow("template").getStringValue()).isEqualTo("bill");
        assertThat(action.getParameters().getFieldsOrThrow("attempts").getNumberValue()).isEqualTo(2);
        assertThat(action.getJourneyId()).isEqualTo(bill);
        assertThat(action.getSimulated()).isFalse();

        var decision = decision();
        assertThat(decision.getId()).isEqualTo(action.getDecisionId());
        assertThat(decision.getActionId()).isEqualTo(action.getId());
        assertThat(decision.getOutcome()).isEqualTo(DecisionOutcome.DECISION_OUTCOME_ACT);
        assertThat(decision.getTransitionId()).isEqualTo(stall);
        assertThat(decision.getDecidedAt().getSeconds()).isEqualTo(NOON.getEpochSecond());
        assertThat(decision.getReasonsList())
                .extracting(reason -> reason.getRule() + " " + reason.getPassed() + ": " + reason.getExplanation())
                .containsExactly(
                        "fresh_for true: the transition was 1 min old by the clock, of at most 1 d",
                        "when true: `journey.handovers < 5` held: journey.handovers = 1",
                        "suppress_while true: the customer has no journey under way of: complaint");
    }

    @Test
    void whatIsToldAgainFromTheBeginningIsNotDecidedAgain() {
        var stream = service.subscribe(channel, 10);
        tellStall(1);
        stream.acknowledge(stream.nextAction(), ActionResult.ACTION_RESULT_DONE);
        stream.awaitAcknowledged();

        journeys.forgetFollowed();
        service.forgetPositions();
        journeys.awaitFollowed();

        assertThat(decisions()).hasSize(1);
        assertThat(service.actions(channel)).containsExactly("DONE");
    }

    @Test
    void anotherJourneyUnderWaySuppresses() {
        journeys.tell(journey(newId(), anna, "complaint", 1), "");
        tellStall(1);

        assertThat(decision().getOutcome()).isEqualTo(DecisionOutcome.DECISION_OUTCOME_SUPPRESSED);
        assertThat(service.actions(channel)).isEmpty();
    }

    @Test
    void anOldTransitionIsTooLateByTheClock() {
        journeys.showTime(ClockMode.CLOCK_MODE_LIVE, NOON.plus(Duration.ofDays(2)));
        tellStall(1);

        assertThat(decision().getOutcome()).isEqualTo(DecisionOutcome.DECISION_OUTCOME_TOO_LATE);
        assertThat(decision().getReasonsList()).hasSize(1);
    }

    @Test
    void aWithdrawnTransitionCancelsWhatWasNotSent() {
        tellStall(1);
        journeys.tell(journey(bill, anna, definition, 2), "");
        journeys.awaitFollowed();

        assertThat(decision().getOutcome()).isEqualTo(DecisionOutcome.DECISION_OUTCOME_CANCELLED);
        assertThat(service.actions(channel)).containsExactly("CANCELLED");
    }

    @Test
    void whatWasSentCountsForTheReplacement() {
        var stream = service.subscribe(channel, 10);
        tellStall(1);
        stream.nextAction();
        var other = newId();
        journeys.withdraw(bill, other);
        journeys.tell(journey(other, anna, definition, 1, stalled(newId(), NOON.minusSeconds(30))), "");
        journeys.awaitFollowed();

        assertThat(decisions())
                .extracting(Decision::getOutcome)
                .containsExactly(
                        DecisionOutcome.DECISION_OUTCOME_ALREADY_SENT, DecisionOutcome.DECISION_OUTCOME_ACT);
        assertThat(service.actions(channel)).containsExactly("OFFERED");
    }

    @Test
    void whatIsMadeInReplayIsOfferedOnlyToWhoeverAsksForIt() {
        journeys.showTime(ClockMode.CLOCK_MODE_REPLAY, NOON);
        var real = service.subscribe(channel, 10);
        var simulated = service.subscribeSimulated(channel, 10);
        tellStall(1);

        assertThat(simulated.nextAction().getSimulated()).isTrue();
        assertThat(real.receivedActions()).isEmpty();
    }

    @Test
    void aPolicyDecidesFromNowOn() {
        tellStall(1);
        var second = "second-" + policy;
        service.apply(yaml("").replace(policy, second));
        journeys.tell(
                journey(
                        bill,
                        anna,
                        definition,
                        2,
                        stalled(stall, NOON.minusSeconds(60)),
                        stalled(newId(), NOON.minusSeconds(10))),
                "");
        journeys.awaitFollowed();

        assertThat(service.decisions(ListDecisionsRequest.newBuilder().setPolicy(policy).build()))
                .hasSize(2);
        assertThat(service.decisions(ListDecisionsRequest.newBuilder().setPolicy(second).build()))
                .extracting(Decision::getTransitionAt)
                .extracting(Timestamp::getSeconds)
                .containsExactly(NOON.minusSeconds(10).getEpochSecond());
    }

    @Test
    void applyingWhatIsInForceChangesNothing() {
        var first = service.apply(yaml("\n# first\n"));
        var again = service.apply(yaml("\n# first\n"));

        assertThat(first.getUnchanged()).isFalse();
        assertThat(first.getPolicy().getVersion()).isEqualTo(2);
        assertThat(again.getUnchanged()).isTrue();
        assertThat(again.getPolicy()).isEqualTo(first.getPolicy());
        assertThat(service.policy(policy)).isEqualTo(first.getPolicy());
    }

    @Test
    void aMistakenPolicyIsRefusedByPathAndLine() {
        assertThatThrownBy(() -> service.apply(yaml("").replace("fresh_for: 1d", "fresh_for: soon")))
                .hasMessageContaining("INVALID_ARGUMENT")
                .hasMessageContaining("fresh_for: line");
    }

    @Test
    void aPolicyThatNamesWhatIsNotDefinedIsTakenWithAWarning() {
        journeys.define("complaint", "answered");
        journeys.define(definition, "paid");
        var warned = service.apply("""
                name: %s
                title: Ask
                on: {journey: %s, transition: reached, moment: paied}
                suppress_while: [complain]
                ask: {channel: email, action: ask}
                fresh_for: 1d
                """.formatted("warned-" + policy, definition));

        assertThat(warned.getPolicy().getVersion()).isEqualTo(1);
        assertThat(warned.getWarningsList())
                .containsExactly(
                        "no journey `complain` is defined; did you mean `complaint`?",
                        "journey `%s` has no moment `paied`; did you mean `paid`?".formatted(definition));
    }

    @Test
    void aPolicyOfARetiredJourneyIsTakenWithAWarning() {
        journeys.retire("old-" + definition);

        var warned = service.apply("""
                name: %s
                title: Ask
                on: {journey: %s, transition: entered}
                ask: {channel: email, action: ask}
                fresh_for: 1d
                """.formatted("retired-" + policy, "old-" + definition));

        assertThat(warned.getWarningsList())
                .containsExactly("journey `old-%s` is retired: no journey of it begins any more".formatted(definition));
    }

    @Test
    void anUnknownPolicyIsNotFound() {
        assertThatThrownBy(() -> service.policy("no-such-policy")).hasMessageContaining("NOT_FOUND");
    }

    @Test
    void aNameThatNobodyCanHaveIsRefusedByField() {
        assertThatThrownBy(() -> service.policy("a\0b")).hasMessageContaining("INVALID_ARGUMENT: name:");
        assertThatThrownBy(() -> service.decisions(
                        ListDecisionsRequest.newBuilder().setPolicy("a\0b").build()))
                .hasMessageContaining("INVALID_ARGUMENT: policy:");
    }

    @Test
    void aPolicyWhoseParametersCannotBeStoredIsRefusedByPathAndLine() {
        assertThatThrownBy(() -> service.apply(yaml("").replace("template: bill", "template: \"a\\0b\"")))
                .hasMessageContaining("INVALID_ARGUMENT: ask.parameters.template: line");
    }

    @Test
    void policiesAreListedInPagesByName() {
        service.apply(yaml("").replace(policy, "another-" + policy));
        var names = service.policyNames(1);

        assertThat(names).isSorted().doesNotHaveDuplicates().contains(policy, "another-" + policy);
        assertThat(names).isEqualTo(service.policyNames(1000));
    }

    @Test
    void largePoliciesAreListedOnPagesThatAnyClientTakes() {
        var names = IntStream.range(0, 10).mapToObj(number -> "zz-" + number + "-" + policy).toList();
        var comment = "\n" + "# a word or two on why it is so\n".repeat(8_000);
        names.forEach(name -> service.apply(yaml(comment).replace(policy, name)));

        assertThat(service.policyPages(1000))
                .allSatisfy(page -> assertThat(page.getSerializedSize()).isLessThanOrEqualTo(2 * 1024 * 1024));
        assertThat(service.policyNames(1000)).isSorted().doesNotHaveDuplicates().containsAll(names);
    }

    @Test
    void decisionsAreListedInPagesLatestFirst() {
        for (int revision = 1; revision <= 3; revision++) {
            journeys.tell(
                    journey(newId(), anna, definition, 1, stalled(newId(), NOON.minusSeconds(100 - revision))), "");
            journeys.awaitFollowed();
        }
        var all = decisions();

        assertThat(all).hasSize(3);
        assertThat(all).extracting(decision -> decision.getTransitionAt().getSeconds()).isSortedAccordingTo((a, b) ->
                Long.compare(b, a));
        assertThat(service.decisions(ListDecisionsRequest.newBuilder()
                        .setCustomerId(anna)
                        .setPolicy(policy)
                        .setPageSize(1)
                        .build()))
                .isEqualTo(all);
    }

    @Test
    void tellsHowFarItIsBehind() {
        tellStall(1);

        assertThat(service.decisionService()
                        .getFollowing(GetFollowingRequest.getDefaultInstance())
                        .getChangesBehind())
                .isZero();
    }

    private void tellStall(long revision) {
        journeys.tell(journey(bill, anna, definition, revision, stalled(stall, NOON.minusSeconds(60))), "");
        journeys.awaitFollowed();
    }

    private Decision decision() {
        return decisions().getFirst();
    }

    private List<Decision> decisions() {
        return service.decisions(
                ListDecisionsRequest.newBuilder().setCustomerId(anna).build());
    }

    private String yaml(String more) {
        return """
                name: %s
                title: Remind of a bill
                on:
                  journey: %s
                  transition: stalled
                when: journey.handovers < 5
                ask:
                  channel: %s
                  action: remind
                  parameters: {template: bill, attempts: 2}
                suppress_while: complaint
                fresh_for: 1d
                """.formatted(policy, definition, channel) + more;
    }
}
