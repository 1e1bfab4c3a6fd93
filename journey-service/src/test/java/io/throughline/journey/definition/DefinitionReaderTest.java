package io.throughline.journey.definition;

import static io.throughline.journey.definition.Reading.mistakes;
import static io.throughline.journey.definition.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.fold.AfterEnd;
import io.throughline.journey.fold.RuleKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionReaderTest {

    @Test
    void readsAllThatADefinitionSays() {
        var map = read("""
                name: pay-bill
                title: Pay a bill
                goal: Be done with it
                lifecycle_stage: use
                owner: Billing
                correlate_by: bill_id
                teams:
                  service: [agent.call]
                entry: [bill.sent]
                achieved:
                  - touchpoint: [payment.made, " paid in cash "]
                exit: [contract.cancelled]
                abandonment:
                  - touchpoint: agent.call
                    when: interaction.attributes.reason == 'refuses'
                touchpoints: [bill.viewed]
                moments:
                  - name: asked
                    touchpoints: [agent.call]
                    importance: 5
                stall_after: 3d
                abandon_after: P10D
                target_time: 2w
                effective_from: 2026-03-01
                """);

        assertThat(map.name()).isEqualTo("pay-bill");
        assertThat(map.charter().lifecycleStage()).contains(LifecycleStage.USE);
        assertThat(map.moments()).containsExactly(new Moment("asked", "asked", "", 5, Targets.NONE));
        assertThat(map.rules())
                .extracting(rule -> rule.kind() + " " + rule.touchpoint())
                .containsExactly(
                        "ENTRY bill.sent",
                        "GOAL payment.made",
                        "GOAL  paid in cash ",
                        "EXIT contract.cancelled",
                        "ABANDONMENT agent.call",
                        "PART bill.viewed",
                        "MOMENT agent.call");
        assertThat(map.teams()).containsExactly(new Team("service", List.of("agent.call")));
        assertThat(map.stallAfter()).contains(Duration.ofDays(3));
        assertThat(map.abandonAfter()).contains(Duration.ofDays(10));
        assertThat(map.targetTime()).contains(Duration.ofDays(14));
        assertThat(map.correlateBy()).contains("bill_id");
        assertThat(map.afterEnd()).isEqualTo(AfterEnd.ATTACH);
        assertThat(map.effectiveFrom()).contains(Instant.parse("2026-03-01T00:00:00Z"));
    }

    @Test
    void littleIsRequired() {
        var map = read("name: visit\ntitle: Visit\nentry: shop.entered\n");

        assertThat(map.rules()).extracting(rule -> rule.kind()).containsExactly(RuleKind.ENTRY);
        assertThat(map.afterEnd()).isEqualTo(AfterEnd.NEW);
        assertThat(map.stallAfter()).isEmpty();
    }

    @Test
    void whatIsMissingIsAskedFor() {
        assertThat(mistakes("owner: Billing\n")).isEqualTo("""
                name: line 1: is missing; add it
                entry: line 1: names no touchpoint; say with which touchpoints a journey begins
                title: line 1: is missing; add it""");
    }

    @Test
    void aTitleIsReadByPeople() {
        assertThat(mistakes("name: visit\ntitle: ' '\nentry: shop.entered\n"))
                .isEqualTo("title: line 2: should be 1 to 200 characters");
        assertThat(mistakes("name: visit\ntitle: " + "x".repeat(201) + "\nentry: shop.entered\n"))
                .isEqualTo("title: line 2: should be 1 to 200 characters");
    }

    @Test
    void mistakesAreToldByPathLineAndHint() {
        assertThat(mistakes("""
                        name: Pay Bill
                        titel: Pay a bill
                        title: Pay a bill
                        lifecycle_stage: suport
                        entry:
                          - touchpoint: bill.sent
                            when: interaction.chanel == 'web'
                          - when: interaction.channel == 'web'
                          - touchpoint: bill.*
                        achieved:
                          - touchpoint: payment.made
                            when: |
                              interaction.attributes.amount > 0
                                && interaction.touchpoint
                        moments:
                          - name: asked
                            touchpoint: agent.call
                            importance: 6
                          - name: asked
                            touchpoint: agent.chat
                            when: "'aksed' in journey.reached"
                        teams:
                          billing: [bill.sent]
                          service: [agent.cal, bill.sent]
                        stall_after: 10d
                        abandon_after: 240h
                        target_time: 0d
                        """))
                .isEqualTo("""
                name: line 1: is no name; use lower-case letters and digits, with dashes, underscores or dots between: pay-bill
                titel: line 2: is not known here; did you mean `title`? known are abandon_after, abandonment, achieved, after_end, correlate_by, effective_from, entry, errors, exit, goal, kpis, lifecycle_stage, moments, name, outcome, owner, personas, review_date, stages, stall_after, status, stretch_time, target_time, teams, title, touchpoints
                lifecycle_stage: line 4: is the text `suport` and should be one of awareness, consideration, purchase, onboarding, use, support, renewal, advocacy; did you mean `support`?
                entry[0].when: line 7: there is no field `chanel` (column 12); did you mean `channel`?
                entry[1].touchpoint: line 8: is missing; name the touchpoint that the rule is about
                entry[2].touchpoint: line 9: is a pattern; touchpoints are literal: name each one, in a list if need be
                achieved[0].when: line 14: `&&` cannot be applied to (bool, string) (column 3)
                moments[0].importance: line 18: is not between 1 and 5; 1 is of little weight, 5 decides the relationship
                moments[1].name: line 19: is the name of another moment of this journey; moments have names of their own
                moments[1].when: line 21: there is no moment `aksed`; did you mean `asked`?
                teams.service[0]: line 24: `agent.cal` is no touchpoint of this journey; did you mean `agent.call`?
                teams.service[1]: line 24: `bill.sent` is owned by billing already; it has one team
                stall_after: line 25: is not shorter than abandon_after (line 26), so that no journey ever stalls; both count from the last interaction; make stall_after the shorter one
                target_time: line 27: is shorter than a millisecond; make it longer, or leave it out""");
    }

    @Test
    void noDurationIsShorterThanAMillisecond() {
        assertThat(mistakes("""
                        name: visit
                        title: Visit
                        entry: shop.entered
                        stall_after: PT0.0000001S
                        abandon_after: PT0.000999999S
                        target_time: 0s
                        """))
                .isEqualTo("""
                stall_after: line 4: is shorter than a millisecond; make it longer, or leave it out
                abandon_after: line 5: is shorter than a millisecond; make it longer, or leave it out
                target_time: line 6: is shorter than a millisecond; make it longer, or leave it out""");
        assertThat(read("name: visit\ntitle: Visit\nentry: shop.entered\ntarget_time: PT0.001S\n").targetTime())
                .contains(Duration.ofMillis(1));
    }

    @Test
    void rulesThatNeverMatterAreTold() {
        assertThat(mistakes("""
                        name: a
                        title: A
                        entry: [x, y, x]
                        achieved:
                          - done
                          - touchpoint: undone
                            when: journey.interactions > 3
                        exit: [done, undone]
                        abandonment:
                          - touchpoint: undone
                            when: interaction.channel == 'web'
                        """))
                .isEqualTo("""
                entry[2]: line 3: names `x` again; line 3 names it already; keep one, or give each a when of its own
                exit[0]: line 8: `done` can never exit the journey; it always counts as achieved; give that rule a when, or take this one out
                abandonment[0].touchpoint: line 10: `undone` can never abandon the journey; it always counts as exit; give that rule a when, or take this one out""");
    }

    @Test
    void theSameTouchpointMayHaveSeveralConditions() {
        var map = read("""
                name: a
                title: A
                entry:
                  - touchpoint: x
                    when: interaction.channel == 'web'
                  - touchpoint: x
                    when: interaction.channel == 'app'
                """);

        assertThat(map.rules()).hasSize(2);
    }
}
