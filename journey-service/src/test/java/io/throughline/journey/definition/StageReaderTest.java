package io.throughline.journey.definition;

import static io.throughline.journey.definition.Reading.mistakes;
import static io.throughline.journey.definition.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Stages stand in their order, and something leads into each. */
class StageReaderTest {

    private static final String BUY = """
            name: buy
            title: Buy
            entry: [cart.filled]
            achieved: [order.paid]
            touchpoints: [agent.call, parcel.sent]
            """;

    @Test
    void readsStagesInTheirOrder() {
        var map = read(BUY + """
                stages:
                  - name: choosing
                    title: The customer chooses
                    touchpoints: [cart.filled]
                  - name: asking
                    touchpoint: agent.call
                    when: interaction.attributes.reason == 'order'
                  - name: waiting
                    touchpoints: [order.paid, agent.call]
                """);

        assertThat(map.stages())
                .extracting(Stage::name, Stage::title, Stage::touchpoints, Stage::expression)
                .containsExactly(
                        tuple("choosing", "The customer chooses", List.of("cart.filled"), ""),
                        tuple(
                                "asking", "asking", List.of("agent.call"), "interaction.attributes.reason == 'order'"),
                        tuple("waiting", "waiting", List.of("order.paid", "agent.call"), ""));
        assertThat(map.rules()).as("stages are no rules of the fold").hasSize(4);
    }

    @Test
    void aStageIntoWhichNothingLeadsIsAMistake() {
        assertThat(mistakes(BUY + """
                        stages:
                          - name: choosing
                            touchpoints: [cart.fild, cart.filled]
                          - name: choosing
                            touchpoint: cart.filled
                          - name: waiting
                            touchpoint: agent.call
                            when: interaction.chanel == 'phone'
                          - name: nowhere
                        """))
                .isEqualTo("""
                stages[0].touchpoints[0]: line 8: `cart.fild` is no touchpoint of this journey, so that nothing leads into the stage by it; did you mean `cart.filled`?
                stages[1].name: line 9: is the name of another stage of this journey; stages have names of their own
                stages[1].touchpoint: line 10: `cart.filled` always leads into the stage `choosing` (line 8); give that one a when which tells the two apart, or name it in one of them
                stages[2].when: line 13: there is no field `chanel` (column 12); did you mean `channel`?
                stages[3].touchpoint: line 14: is missing; name the touchpoint that the rule is about""");
    }
}
