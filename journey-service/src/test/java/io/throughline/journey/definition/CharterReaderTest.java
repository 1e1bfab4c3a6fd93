package io.throughline.journey.definition;

import static io.throughline.journey.definition.Reading.mistakes;
import static io.throughline.journey.definition.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people agreed about a journey is read, and what contradicts itself is told. */
class CharterReaderTest {

    private static final String SMALLEST = "name: visit\ntitle: Visit\nentry: [came, left]\n";

    @Test
    void readsWhatPeopleAgreed() {
        var charter = read(SMALLEST + """
                        outcome: The customer found it, and would come again
                        review_date: 2026-12-01
                        personas:
                          - name: newcomer
                            title: New to us
                            when: customer.attributes.visits < 3
                          - {name: regular, when: customer.attributes.visits >= 3}
                        kpis:
                          outcomes:
                            - comes again
                            - {name: found it, title: Found what was looked for, target: nine of ten}
                          outputs: greeted
                        """)
                .charter();

        assertThat(charter.outcome()).isEqualTo("The customer found it, and would come again");
        assertThat(charter.reviewDate()).contains(LocalDate.of(2026, 12, 1));
        assertThat(charter.personas())
                .containsExactly(
                        new Persona("newcomer", "New to us", "customer.attributes.visits < 3"),
                        new Persona("regular", "regular", "customer.attributes.visits >= 3"));
        assertThat(charter.kpis())
                .containsExactly(
                        new Kpi(Kpi.Kind.OUTCOME, "comes again", "comes again", ""),
                        new Kpi(Kpi.Kind.OUTCOME, "found it", "Found what was looked for", "nine of ten"),
                        new Kpi(Kpi.Kind.OUTPUT, "greeted", "greeted", ""));
    }

    @Test
    void readsWhatIsAimedAtTodayAndBeyond() {
        var map = read(SMALLEST + """
                target_time: 2h
                stretch_time: 90m
                moments:
                  - name: greeted
                    touchpoint: came
                    target_time: 5m
                    target_satisfaction: 4
                    stretch_time: 1m
                    stretch_satisfaction: 4.5
                """);

        assertThat(map.targetTime()).contains(Duration.ofHours(2));
        assertThat(map.stretchTime()).contains(Duration.ofMinutes(90));
        assertThat(map.moments().getFirst().targets())
                .isEqualTo(new Targets(
                        Optional.of(Duration.ofMinutes(5)),
                        Optional.of(new BigDecimal("4")),
                        Optional.of(Duration.ofMinutes(1)),
                        Optional.of(new BigDecimal("4.5"))));
    }

    @Test
    void aTeamMayTakePartWithoutATouchpoint() {
        assertThat(read(SMALLEST + "teams:\n  shop: [came]\n  legal: []\n  press:\n").teams())
                .containsExactly(
                        new Team("shop", List.of("came")), new Team("legal", List.of()), new Team("press", List.of()));
    }

    @Test
    void tellsMistakesByPathAndLine() {
        assertThat(mistakes(SMALLEST + """
                        review_date: 2026-02-30
                        personas:
                          - name: newcomer
                            when: customer.visits < 3
                          - name: newcomer
                            when: interaction.channel == 'web'
                          - name: everybody
                        kpis:
                          outcomes: [comes again]
                          outputs:
                            - comes again
                            - {name: greeted, goal: often}
                          outcome: [found it]
                        """))
                .isEqualTo("""
                review_date: line 4: is the text `2026-02-30` and should be a date; write it like 2026-01-31
                personas[0].when: line 7: there is no field `visits` (column 9); fields are attributes
                personas[1].name: line 8: is the name of another persona of this journey; personas have names of their own
                personas[1].when: line 9: `interaction` is not known (column 1); known are customer; texts stand in quotes, as in 'interaction'
                personas[2].when: line 10: is missing; say which customers they are: customer.attributes.age < 30
                kpis.outputs[0]: line 14: is the name of another KPI of this journey; KPIs have names of their own
                kpis.outputs[1].goal: line 15: is not known here; known are name, target, title
                kpis.outcome: line 16: is not known here; did you mean `outcomes`? known are outcomes, outputs""");
    }

    @Test
    void aStretchGoesBeyondTheTarget() {
        assertThat(mistakes(SMALLEST + """
                        stretch_time: 1h
                        moments:
                          - name: greeted
                            touchpoint: came
                            target_time: 5m
                            target_satisfaction: 4.5
                            stretch_time: 5m
                            stretch_satisfaction: 4.5
                          - name: seen off
                            touchpoint: left
                            target_satisfaction: 5.1
                            stretch_satisfaction: 80
                        """))
                .isEqualTo("""
                stretch_time: line 4: has no target_time beside it; a stretch target goes beyond today's: say that too
                moments[0].stretch_time: line 10: does not go beyond target_time (line 8); make it shorter, or leave it out
                moments[0].stretch_satisfaction: line 11: does not go beyond target_satisfaction (line 9); make it higher, or leave it out
                moments[1].target_satisfaction: line 14: is not between 1 and 5; it is a mean of answers to CSAT: 1 is very dissatisfied, 5 very satisfied
                moments[1].stretch_satisfaction: line 15: is not between 1 and 5; it is a mean of answers to CSAT: 1 is very dissatisfied, 5 very satisfied""");
    }
}
