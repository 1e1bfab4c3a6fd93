package io.throughline.journey.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

    /** Whatever is small enough to be taken in is read back: by names of any length, and by names made to collide. */
    @Test
    void namesMayBeAnything() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            Map<String, Object> attributes = new HashMap<>();
            int names = 1 + random.nextInt(2_000);
            for (int i = 0; i < names; i++) {
                attributes.put(name(random, random.nextInt(60_000 / names)), (double) i);
            }
            assertThat(AttributeJson.map(AttributeJson.json(attributes))).as("seed %d", seed).isEqualTo(attributes);
        }
    }

    private static String name(Random random, int length) {
        var name = new StringBuilder();
        while (name.length() < length) {
            name.append(random.nextBoolean() ? "Aa" : "BB");
        }
        return name.toString();
    }

    @Test
    void noAttributesAreNoJson() {
        assertThat(AttributeJson.json(Map.of())).isNull();
        assertThat(AttributeJson.map((String) null)).isEmpty();
    }
}
