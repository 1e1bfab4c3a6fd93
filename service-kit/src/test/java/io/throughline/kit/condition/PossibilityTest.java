package io.throughline.kit.condition;

import static io.throughline.kit.condition.ValueType.ANYTHING;
import static io.throughline.kit.condition.ValueType.DURATION;
import static io.throughline.kit.condition.ValueType.TEXT;
import static io.throughline.kit.condition.ValueType.TRUTH;
import static io.throughline.kit.condition.ValueType.WHOLE;
import static io.throughline.kit.condition.ValueType.mapOf;
import static io.throughline.kit.condition.ValueType.structure;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** It is told of a condition that it can never hold, and never of one that may. */
class PossibilityTest {

    private static final ConditionLanguage LANGUAGE = ConditionLanguage.declaring(Map.of(
            "it",
            structure(
                    "it",
                    Map.of("name", TEXT, "size", WHOLE, "age", DURATION, "more", mapOf(ANYTHING), "seen", mapOf(TRUTH)))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "false",
                "1 == 2",
                "'a' == 'b' || 2 + 2 > 5",
                "'abc'.startsWith('b')",
                "!true && it.size > 3",
                "1 / 0 == 1",
                "it.name == 'a' && it.name == 'b'",
                "it.name == 'a' && it.name != 'a'",
                "it.name in ['a', 'b'] && !(it.name in ['a', 'b', 'c'])",
                "it.size > 5 && it.size < 3",
                "it.size > 5 && !(it.size > 5)",
                "5 < it.size && it.size <= 5",
                "it.size == 3 && it.size >= 4",
                "it.age > duration('48h') && it.age < duration('1h')",
                "has(it.more.a) && !has(it.more.a)",
                "it.more.a == 'x' && it.more.a > 3",
                "'m' in it.seen && !('m' in it.seen)",
                "(it.name == 'a' || it.name == 'b') && it.name == 'c'",
                "it.name == 'a' ? it.size > 3 && it.size < 3 : false",
                "!has(it.name) && it.name.contains('a')"
            })
    void whatContradictsItselfCanNeverHold(String expression) throws ConditionException {
        assertThat(LANGUAGE.compile(expression).whyNever(Facts.NONE)).contains("it contradicts itself");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "it.size >= 5 && it.size <= 5",
                "it.name != 'a' && it.name != 'b'",
                "!(it.name == 'a' && it.name == 'b')",
                "it.more.a == it.more.b && it.more.a != 3",
                "it.more.items.exists(item, item == 'a') && !it.more.items.exists(item, item == 'a')",
                "it.name == 'a' || it.name == 'b' && it.name == 'c'",
                "!has(it.more.a) || it.more.a == 'x'",
                "it.name.size() > 3 && it.name.size() < 2"
            })
    void whatMayHoldOrIsNotUnderstoodMayHold(String expression) throws ConditionException {
        assertThat(LANGUAGE.compile(expression).whyNever(Facts.NONE)).isEmpty();
    }

    @Test
    void whatIsKnownRulesConditionsOut() throws ConditionException {
        var facts = Facts.NONE
                .among("it.name", Set.of("a", "b"), "names are a and b")
                .between("it.size", 0, 10, "sizes go to 10")
                .missing("it.age", "nothing has an age here")
                .keysAmong("it.seen", Set.of("m"), "only m can be seen");

        assertThat(LANGUAGE.compile("it.name == 'c'").whyNever(facts)).contains("names are a and b");
        assertThat(LANGUAGE.compile("it.name != 'a' && it.name != 'b'").whyNever(facts)).contains("names are a and b");
        assertThat(LANGUAGE.compile("it.size > 10").whyNever(facts)).contains("sizes go to 10");
        assertThat(LANGUAGE.compile("it.size < 0 || it.age > duration('1h')").whyNever(facts)).isPresent();
        assertThat(LANGUAGE.compile("it.age > duration('1h')").whyNever(facts)).contains("nothing has an age here");
        assertThat(LANGUAGE.compile("'n' in it.seen").whyNever(facts)).contains("only m can be seen");
        assertThat(LANGUAGE.compile("it.seen.n").whyNever(facts)).contains("only m can be seen");
        for (var possible : List.of("it.name == 'b'", "it.size >= 10", "!has(it.size)", "!has(it.age)", "'m' in it.seen", "!('n' in it.seen)")) {
            assertThat(LANGUAGE.compile(possible).whyNever(facts)).as(possible).isEmpty();
        }
    }

    @Test
    void ofNothingThatHeldIsItToldThatItNeverHolds() throws ConditionException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var facts = Facts.NONE
                .among("it.name", Set.of("a", "b"), "names")
                .between("it.size", 0, 3, "sizes")
                .keysAmong("it.seen", Set.of("m", "n"), "seen");
        int ruledOut = 0;
        int held = 0;
        for (int i = 0; i < 3_000; i++) {
            var condition = LANGUAGE.compile(expression(random, 3));
            boolean never = condition.whyNever(facts).isPresent();
            ruledOut += never ? 1 : 0;
            for (int j = 0; j < 20; j++) {
                var values = values(random);
                boolean holds = condition.holds(Map.of("it", values));
                held += holds ? 1 : 0;
                assertThat(never && holds)
                        .as("seed %d: `%s` holds for %s", seed, condition.expression(), values)
                        .isFalse();
            }
        }
        assertThat(ruledOut).as("seed %d: ruled out", seed).isGreaterThan(100);
        assertThat(held).as("seed %d: held", seed).isGreaterThan(1_000);
    }

    @Test
    void layoutDoesNotMatterToWhatIsSaid() throws ConditionException {
        var one = LANGUAGE.compile("it.more.items.exists(i,i.price>3)&&it.name=='a'");

        assertThat(one.saysTheSameAs(LANGUAGE.compile("it.more.items.exists(i, i.price > 3) &&\n  it.name == \"a\""))).isTrue();
        assertThat(one.saysTheSameAs(LANGUAGE.compile("it.more.items.exists(i, i.price > 4) && it.name == 'a'"))).isFalse();
        assertThat(one.saysTheSameAs(LANGUAGE.compile("it.more.items.all(i, i.price > 3) && it.name == 'a'"))).isFalse();
    }

    private static String expression(Random random, int depth) {
        if (depth == 0) {
            return atom(random);
        }
        return switch (random.nextInt(6)) {
            case 0, 1 -> "(" + expression(random, depth - 1) + " && " + expression(random, depth - 1) + ")";
            case 2, 3 -> "(" + expression(random, depth - 1) + " || " + expression(random, depth - 1) + ")";
            case 4 -> "!(" + expression(random, depth - 1) + ")";
            default -> "(" + atom(random) + " ? " + expression(random, depth - 1) + " : " + atom(random) + ")";
        };
    }

    private static String atom(Random random) {
        var comparing = List.of("==", "!=", "<", "<=", ">", ">=").get(random.nextInt(6));
        var number = random.nextInt(5) - 1;
        return switch (random.nextInt(9)) {
            case 0 -> "it.name " + List.of("==", "!=").get(random.nextInt(2)) + " '" + "abc".charAt(random.nextInt(3)) + "'";
            case 1 -> "it.size " + comparing + " " + number;
            case 2 -> number + ".5 " + List.of("<", "<=", ">", ">=").get(random.nextInt(4)) + " it.size";
            case 3 -> "it.age " + comparing + " duration('" + random.nextInt(3) + "h')";
            case 4 -> "it.more.k " + comparing + " " + List.of("'a'", "1", "1.5").get(random.nextInt(3));
            case 5 -> "has(it." + List.of("more.k", "size", "age").get(random.nextInt(3)) + ")";
            case 6 -> "'" + "mno".charAt(random.nextInt(3)) + "' in it.seen";
            case 7 -> "it.name in ['a', 'c']";
            default -> List.of("true", "false", "1 > 2", "it.more.k == it.more.l").get(random.nextInt(4));
        };
    }

    private static Map<String, Object> values(Random random) {
        var more = new HashMap<String, Object>();
        for (var key : List.of("k", "l")) {
            if (random.nextInt(3) > 0) {
                more.put(key, List.of("a", "b", 1.0, 1.5, true).get(random.nextInt(5)));
            }
        }
        var values = new HashMap<String, Object>(Map.of(
                "name", "" + "ab".charAt(random.nextInt(2)),
                "size", (long) random.nextInt(4),
                "more", LooseValues.of(more),
                "seen", random.nextBoolean() ? Map.of("m", true) : Map.of("n", true)));
        if (random.nextInt(4) == 0) {
            values.remove("size");
        }
        if (random.nextBoolean()) {
            values.put("age", Duration.ofHours(random.nextInt(3)));
        }
        return values;
    }
}
