package io.throughline.journey.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributeJsonTest {

    @Test
    void whatRulesSeeIsTheSameAfterStoring() {
        Map<String, Object> attributes = Map.of(
                "text", "quoted \" back\\slash \n\t é 😀",
                "whole", 42.0,
                "tiny", 5e-324,
                "huge", -1.7976931348623157e308,
                "truth", true,
                "list", List.of("a", 1.5, false, List.of(), Map.of()),
                "map", Map.of("in", Map.of("deeper", 0.1)));

        assertThat(AttributeJson.map(AttributeJson.json(attributes))).isEqualTo(attributes);
    }

    @Test
    void noAttributesAreNoJson() {
        assertThat(AttributeJson.json(Map.of())).isNull();
        assertThat(AttributeJson.map((String) null)).isEmpty();
    }
}
