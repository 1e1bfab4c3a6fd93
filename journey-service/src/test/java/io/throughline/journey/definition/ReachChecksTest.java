package io.throughline.journey.definition;

import static io.throughline.journey.definition.Reading.mistakes;
import static io.throughline.journey.definition.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.kit.document.YamlDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can never be is named, by path and line; what may be is let pass. */
class ReachChecksTest {

    @Test
    void aGoalThatCanNeverHoldIsNamed() {
        assertThat(mistakes("""
                        name: a
                        title: A
                        entry: [x]
                        achieved:
                          - touchpoint: y
                            when: 1 == 2
                          - touchpoint: y
                            when: journey.state == 'achieved'
                          - touchpoint: y
                            when: "'late' in journey.reached"
                          - touchpoint: y
                            when: |
                              interaction.attributes.amount > 5
                                && interaction.attributes.amount < 5
                          - touchpoint: y
                            when: interaction.nps > 10
                          - touchpoint: y
                            when: "'paid' in journey.reached"
                        exit: [z]
                        moments:
                          - name: late
                            touchpoint: z
                          - name: paid
                            touchpoint: y
                            when: "'late' in journey.reached && 'paid' in journey.reached"
                        """))
                .isEqualTo("""
                achieved[0].when: line 6: can never hold, since it contradicts itself; the goal is never reached by it: correct it, or take the rule out
                achieved[1].when: line 8: can never hold, since `journey.state` is active here; the goal is never reached by it: correct it, or take the rule out
                achieved[2].when: line 10: can never hold, since the moment that it asks for cannot be reached before; the goal is never reached by it: correct it, or take the rule out
                achieved[3].when: line 12: can never hold, since it contradicts itself; the goal is never reached by it: correct it, or take the rule out
                achieved[4].when: line 16: can never hold, since NPS is 0 to 10; the goal is never reached by it: correct it, or take the rule out
                achieved[5].when: line 18: can never hold, since the moment that it asks for cannot be reached before; the goal is never reached by it: correct it, or take the rule out
                moments[1].when: line 25: can never hold, since the moment that it asks for cannot be reached before; the moment is never reached by it: correct it, or take the moment out""");
    }

    @Test
    void anEntryThatBeginsNothingIsNamed() {
        assertThat(mistakes("""
                        name: a
                        title: A
                        entry:
                          - touchpoint: x
                            when: journey.elapsed > duration('1h')
                          - touchpoint: y
                            when: interaction.touchpoint == 'x'
                        """))
                .isEqualTo("""
                entry[0].when: line 5: can never hold, since no journey is under way when one begins; no journey begins by it: correct it, or name the touchpoint under touchpoints
                entry[1].when: line 7: can never hold, since the rule is about `y`; no journey begins by it: correct it, or name the touchpoint under touchpoints""");
    }

    @Test
    void stagesPartsAndPersonasThatCanNeverBeAreNamed() {
        assertThat(mistakes("""
                        name: a
                        title: A
                        entry: [x]
                        touchpoints:
                          - touchpoint: y
                            when: 'false'
                          - touchpoint: z
                            when: journey.last_touchpoint == 'q'
                        personas:
                          - name: nobody
                            when: customer.attributes.age < 3 && customer.attributes.age > 5
                        stages:
                          - name: never
                            touchpoint: x
                            when: journey.interactions < 0
                        """))
                .isEqualTo("""
                touchpoints[0].when: line 6: can never hold, since it contradicts itself; nothing belongs to the journey by it: correct it, or take the rule out
                touchpoints[1].when: line 8: can never hold, since `journey.last_touchpoint` is one of this journey's touchpoints; nothing belongs to the journey by it: correct it, or take the rule out
                personas[0].when: line 11: can never hold, since it contradicts itself; nobody is such a customer: correct it
                stages[0].when: line 15: can never hold, since a journey has one interaction at least; nothing leads into the stage: correct it, or take the stage out""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A moment may be reached by an interaction that begins the journey, and be asked for later.
                "achieved: [{touchpoint: y, when: \"'m' in journey.reached\"}]\nmoments: [{name: m, touchpoint: x}]",
                // Moments may ask for one another, as long as one of them asks for none.
                "touchpoints: [y]\nmoments: [{name: m, touchpoint: y}, {name: n, touchpoint: y, when: \"'m' in journey.reached\"}]",
                "touchpoints: [y]\nmoments: [{name: n, touchpoint: y, when: 'journey.reached[\"don\\x27t\"]'}, {name: \"don't\", touchpoint: y}]",
                "stall_after: 3d\nachieved: [{touchpoint: y, when: journey.state == 'stalled'}]",
                "after_end: attach\nabandon_after: 3d\nachieved: [{touchpoint: y, when: journey.state == 'abandoned'}]",
                // After the goal the journey goes on to be told of.
                "after_end: attach\nachieved: [y]\nmoments: [{name: m, touchpoint: z, when: journey.state == 'achieved'}]",
                "after_end: attach\nachieved: [y]\nmoments: [{name: m, touchpoint: y}, {name: n, touchpoint: z, when: \"'m' in journey.reached\"}]",
                // It says nothing of a journey, and so holds at its beginning.
                "moments: [{name: m, touchpoint: x, when: journey.interactions == 0}]",
                "achieved: [{touchpoint: x, when: '!has(journey.state)'}]",
                "exit: [{touchpoint: [y, z], when: interaction.touchpoint == 'z'}]",
                "exit: [{touchpoint: y, when: journey.last_touchpoint == 'x'}]",
                "exit: [{touchpoint: y, when: 'true'}]"
            })
    void whatMayBeIsLetPass(String more) {
        assertThat(mistakes("name: a\ntitle: A\nentry: [x]\n" + more + "\n")).isEmpty();
    }

    @Test
    void momentsThatAreAlwaysReachedTogetherAreNamed() {
        assertThat(mistakes("""
                        name: a
                        title: A
                        entry: [x]
                        moments:
                          - name: answered
                            touchpoint: [y, z]
                          - name: replied
                            touchpoint: y
                          - name: by phone
                            touchpoint: z
                            when: interaction.channel == 'phone'
                          - name: called
                            touchpoint: z
                            when: interaction.channel  ==  "phone"
                        """))
                .isEqualTo("""
                moments[1].touchpoint: line 8: `y` reaches `replied` whenever it reaches `answered` (line 6); give one of them a when of its own, or make them one moment
                moments[3].touchpoint: line 13: `z` reaches `called` whenever it reaches `by phone` (line 10); give one of them a when of its own, or make them one moment""");
    }

    @Test
    void aMomentMayAskForMoreThanAnother() {
        assertThat(read("""
                        name: a
                        title: A
                        entry: [x]
                        moments:
                          - name: answered
                            touchpoint: y
                          - name: answered in time
                            touchpoint: y
                            when: journey.elapsed <= duration('48h')
                        """).moments())
                .hasSize(2);
    }

    @Test
    void whatWasAcceptedOnceStaysReadable() {
        var document = YamlDocument.parse("name: a\ntitle: A\nentry: [{touchpoint: x, when: 'false'}]\n");

        DefinitionReader.accepted(document);

        assertThat(document.problems().list()).isEmpty();
        assertThat(mistakes("name: a\ntitle: A\nentry: [{touchpoint: x, when: 'false'}]\n")).isNotEmpty();
    }
}
