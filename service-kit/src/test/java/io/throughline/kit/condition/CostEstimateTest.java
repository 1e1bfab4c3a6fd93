package io.throughline.kit.condition;

import static io.throughline.kit.condition.ValueType.ANYTHING;
import static io.throughline.kit.condition.ValueType.WHOLE;
import static io.throughline.kit.condition.ValueType.mapOf;
import static io.throughline.kit.condition.ValueType.structure;
import static io.throughline.kit.condition.ValueType.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a condition costs at most is known before it is asked. */
class CostEstimateTest {

    private static final ConditionLanguage LANGUAGE = ConditionLanguage.declaring(Map.of(
            "it", structure("it", Map.of("name", text(100), "size", WHOLE, "more", mapOf(ANYTHING)))));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "it.size > 3; 4",
                "it.name == 'abcde'; 4",
                "it.name == it.more.note; 16",
                "it.more.a == it.more.b; 32775",
                "it.name.matches('ab+'); 14",
                "it.more.note.matches('ab+'); 6558",
                "it.more.note.matches('(ab+){100}'); 827409",
                "it.more.a.contains(it.more.b); 42949680",
                "it.more.items.exists(item, item > 3); 8114",
                "it.more.items.exists(item, item.tags.exists(tag, tag == 'a')); 26224",
                "it.more.items.exists(item, it.more.note.matches('ab+')); 6570269",
                "[1, 2, 3].exists(number, number == it.size); 53"
            })
    void whatItCostsIsEstimated(String expression, long cost) throws ConditionException {
        assertThat(LANGUAGE.compile(expression).cost()).isEqualTo(cost);
    }

    @Test
    void aRegularExpressionThatASenderChoosesMayBecomeAnything() throws ConditionException {
        assertThat(LANGUAGE.compile("it.name.matches(it.more.pattern)").cost()).isGreaterThan(1_000_000_000_000L);
    }

    @Test
    void loopsWithinLoopsCostNoMoreThanAllTheirRounds() throws ConditionException {
        var nested = "it.more.a.exists(a, a.exists(b, b.exists(c, c.exists(d, d > 3))))";

        assertThat(LANGUAGE.compile(nested).cost()).isLessThan(100L * ConditionLanguage.MOST_ITERATIONS);
    }

    @Test
    void noConditionLooksAtMoreThanWasEstimated() throws ConditionException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        long most = 0;
        for (int i = 0; i < 2_000; i++) {
            var condition = LANGUAGE.compile(expression(random, 3, List.of("it.more.a", "it.more.b")));
            var looks = new AtomicLong();
            condition.holds(Map.of("it", new CountedMap(values(random), looks)));
            most = Math.max(most, looks.get());
            // What it needs is looked for once more, before it is evaluated.
            assertThat(looks.get())
                    .as("seed %d: looks of `%s`", seed, condition.expression())
                    .isLessThanOrEqualTo(2 * condition.cost());
        }
        assertThat(most).as("seed %d: the most looks", seed).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "(ab){20}",
                "((a{10}){10}){5}b",
                "[a-z]{1,100}x",
                "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{12}",
                "(a|b|cd)*e{3,}",
                "\\d{4}(-\\d{2}){2}",
                "(((x{100}))y)"
            })
    void aRegularExpressionIsAsLargeAsItBecomes(String regex) {
        long size = RegexSize.of(regex);
        int program = Pattern.compile(regex).programSize();

        assertThat(size).as("places of %d instructions", program).isBetween(program / 4L, program * 4L);
    }

    @Test
    void aRegularExpressionThatBecomesTooLargeIsNotEvenCompiled() {
        assertThatThrownBy(() -> LANGUAGE.compile("it.size > 3\n  && it.name.matches('(((a{1000}){1000}){1000})')"))
                .isInstanceOfSatisfying(ConditionException.class, refused -> assertThat(refused.mistakes())
                        .containsExactly(new ConditionMistake(
                                2,
                                22,
                                "the regular expression becomes too large: its repeats are written out",
                                "repeat less: together at most 10000 places")));
    }

    private static String expression(Random random, int depth, List<String> paths) {
        var path = paths.get(random.nextInt(paths.size()));
        var variable = "v" + depth;
        var deeper = new ArrayList<>(paths);
        deeper.add(variable);
        return switch (depth == 0 ? random.nextInt(4) : random.nextInt(9)) {
            case 0 -> path + " == " + random.nextInt(3);
            case 1 -> random.nextInt(3) + " in " + path;
            case 2 -> path + " == " + paths.get(random.nextInt(paths.size()));
            case 3 -> "size(" + path + ") > " + random.nextInt(4);
            case 4 -> "(" + expression(random, depth - 1, paths) + " || " + expression(random, depth - 1, paths) + ")";
            case 5 -> "(" + expression(random, depth - 1, paths) + " && " + expression(random, depth - 1, paths) + ")";
            case 6 -> path + ".all(" + variable + ", " + expression(random, depth - 1, deeper) + ")";
            case 7 -> path + ".exists_one(" + variable + ", " + expression(random, depth - 1, deeper) + ")";
            default -> path + ".exists(" + variable + ", " + expression(random, depth - 1, deeper) + ")";
        };
    }

    private static Map<String, Object> values(Random random) {
        var left = new AtomicLong(ValueType.LARGEST / 2);
        return Map.of("more", Map.of("a", value(random, 4, left), "b", value(random, 2, left)));
    }

    /** Lists within lists, some wide, of no more items than a message has place for. */
    private static Object value(Random random, int depth, AtomicLong left) {
        if (depth == 0) {
            return (double) random.nextInt(3);
        }
        int width = depth == 1 && random.nextInt(3) == 0 ? 2_000 : random.nextInt(6);
        return IntStream.range(0, width)
                .filter(_ -> left.decrementAndGet() > 0)
                .mapToObj(_ -> value(random, depth - 1, left))
                .toList();
    }

    private static Object counted(Object value, AtomicLong looks) {
        return switch (value) {
            case Map<?, ?> map -> new CountedMap(map, looks);
            case List<?> list -> new CountedList(list, looks);
            default -> value;
        };
    }

    private static final class CountedMap extends AbstractMap<String, Object> {

        private final Map<?, ?> values;
        private final AtomicLong looks;

        CountedMap(Map<?, ?> values, AtomicLong looks) {
            this.values = values;
            this.looks = looks;
        }

        @Override
        public Object get(Object key) {
            looks.incrementAndGet();
            return counted(values.get(key), looks);
        }

        @Override
        public boolean containsKey(Object key) {
            return values.containsKey(key);
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            looks.addAndGet(values.size());
            return values.entrySet().stream()
                    .map(entry -> Map.entry((String) entry.getKey(), counted(entry.getValue(), looks)))
                    .collect(Collectors.toSet());
        }
    }

    private static final class CountedList extends AbstractList<Object> {

        private final List<?> values;
        private final AtomicLong looks;

        CountedList(List<?> values, AtomicLong looks) {
            this.values = values;
            this.looks = looks;
        }

        @Override
        public Object get(int index) {
            looks.incrementAndGet();
            return counted(values.get(index), looks);
        }

        @Override
        public int size() {
            return values.size();
        }
    }
}
