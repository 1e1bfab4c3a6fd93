package io.throughline.kit.condition;

import static io.throughline.kit.condition.ValueType.ANYTHING;
import static io.throughline.kit.condition.ValueType.DURATION;
import static io.throughline.kit.condition.ValueType.NUMBER;
import static io.throughline.kit.condition.ValueType.TEXT;
import static io.throughline.kit.condition.ValueType.TIME;
import static io.throughline.kit.condition.ValueType.TRUTH;
import static io.throughline.kit.condition.ValueType.WHOLE;
import static io.throughline.kit.condition.ValueType.listOf;
import static io.throughline.kit.condition.ValueType.mapOf;
import static io.throughline.kit.condition.ValueType.structure;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConditionLanguageTest {

    private static final ConditionLanguage LANGUAGE = ConditionLanguage.declaring(Map.of(
            "letter",
            structure(
                    "letter",
                    Map.of(
                            "subject", TEXT,
                            "pages", WHOLE,
                            "weight", NUMBER,
                            "urgent", TRUTH,
                            "sent_at", TIME,
                            "underway", DURATION,
                            "tags", listOf(TEXT),
                            "notes", mapOf(ANYTHING))),
            "limit",
            WHOLE));

    private static final Map<String, Object> VARIABLES = Map.of(
            "letter",
            Map.of(
                    "subject", "your bill",
                    "pages", 3L,
                    "weight", 20.5,
                    "sent_at", Instant.parse("2026-02-03T04:05:06Z"),
                    "underway", Duration.ofHours(50),
                    "tags", List.of("bill", "march"),
                    "notes",
                            LooseValues.of(Map.of(
                                    "amount", 42,
                                    "exact", new BigDecimal("0.1"),
                                    "reason", "moved house",
                                    "paid", true,
                                    "items", List.of(Map.of("price", 5), Map.of("price", 50L))))),
            "limit",
            2L);

    @Test
    void comparesTextsNumbersTruthsTimesAndDurations() {
        assertHolds("letter.subject == 'your bill'");
        assertHolds("letter.subject.startsWith('your') && letter.subject.matches('b.ll')");
        assertHolds("letter.pages > limit");
        assertHolds("letter.sent_at < timestamp('2026-02-04T00:00:00Z')");
        assertHolds("letter.sent_at.getHours('Europe/Berlin') == 5");
        assertHolds("letter.underway > duration('48h')");
        assertHolds("letter.sent_at + letter.underway > timestamp('2026-02-05T00:00:00Z')");
        assertHolds("'bill' in letter.tags && letter.tags[1] == 'march'");
        assertHolds("letter.notes.paid");
        assertHolds("letter.subject in ['your bill', 'our bill']");

        assertFails("letter.subject == 'another'");
        assertFails("letter.pages < 2");
    }

    @Test
    void wholeAndOtherNumbersGoTogether() {
        assertHolds("letter.notes.amount == 42");
        assertHolds("letter.notes.amount == 42.0");
        assertHolds("letter.notes.amount > limit");
        assertHolds("letter.notes.amount * 2 == 84");
        assertHolds("letter.notes.amount / 4 == 10.5");
        assertHolds("letter.pages + letter.weight == 23.5");
        assertHolds("letter.notes.exact < 1");
        assertHolds("letter.notes.amount in [41, 42]");
    }

    @Test
    void looksIntoLists() {
        assertHolds("letter.notes.items.exists(item, item.price > 40)");
        assertHolds("letter.notes.items.all(item, item.price > 4)");
        assertHolds("letter.tags.exists_one(tag, tag == 'bill')");
        assertHolds("size(letter.notes.items) == 2");
    }

    @Test
    void doesNotHoldWhereAValueIsMissing() {
        assertFails("letter.urgent");
        assertFails("!letter.urgent");
        assertFails("letter.notes.nothing == 'x'");
        assertFails("letter.notes.nothing != 'x'");
        assertFails("letter.notes.reason.more.still == 1");
        assertFails("letter.tags[7] == 'x'");
        assertHolds("has(letter.notes.reason) && !has(letter.notes.nothing) && !has(letter.urgent)");
        assertHolds("letter.notes.nothing == 'x' || letter.pages == 3");
    }

    @Test
    void aMissingValueDoesNotMatterWhereAnotherPartDecides() {
        assertHolds("!(letter.pages == 4 && letter.notes.nothing == 'x')");
        assertHolds("(letter.pages == 3 ? true : letter.notes.nothing == 'x') && letter.pages == 3");
        assertHolds("letter.pages == 3 && (letter.notes['nothing'] == 1 || letter.weight > 20)");
        assertHolds("[1, 2].exists(n, n == 1 || letter.notes.nothing == n)");
        assertHolds("!('nothing' in letter.notes)");
        assertHolds("type(letter.pages) == int");
        assertFails("letter.pages == 3 && letter.notes['nothing'] == 1");
        assertFails("!(letter.notes.nothing == 'x')");
        assertFails("letter.subject.startsWith(letter.notes.nothing)");
    }

    @Test
    void doesNotHoldWhereItCannotBeTold() {
        assertFails("letter.notes.reason > 5");
        assertFails("letter.pages / (letter.pages - 3) > 1");
        assertFails("letter.sent_at.getHours('Nowhere/Land') == 5");
        assertFails("letter.notes.reason");
        assertFails("timestamp(letter.notes.reason) > letter.sent_at");
        assertThat(compiled("letter.pages == 3").holds(Map.of())).isFalse();
        assertThat(compiled("letter.pages == 3").holds(Map.of("letter", "of another type"))).isFalse();
    }

    @Test
    void mistakesAreToldByPlaceAndHint() {
        assertMistake("letter.pagse > 2", "1:7 there is no field `pagse`; did you mean `pages`?");
        assertMistake("leter.pages > 2", "1:1 `leter` is not known; did you mean `letter`?");
        assertMistake("subject == 'x'", "1:1 `subject` is not known; it is a field: write what it is a field of in front, as in x.subject");
        assertMistake("letter.sent_at < now", "1:18 `now` is not known; a condition knows no clock, only the times that it is given");
        assertMistake("letter.subject", "1:1 a condition must be true or false; this gives a string; compare it with something, as in a == b");
        assertMistake("letter.notes.reason + 1", "1:1 a condition must be true or false; this gives a number; compare it with something, as in a == b");
        assertMistake("letter.underway > '2d'", "1:17 `>` cannot be applied to (google.protobuf.Duration, string); a duration is written duration('48h'): in h, m and s, of which 48h30m is one");
        assertMistake("letter.sent_at > '2026-01-01'", "1:16 `>` cannot be applied to (google.protobuf.Timestamp, string); a time is written timestamp('2026-01-31T00:00:00Z')");
        assertMistake("letter.subject > 5", "1:16 `>` cannot be applied to (string, int)");
        assertMistake("letter.subject\n  == 5", "2:3 `==` cannot be applied to (string, int)");
        assertMistake("letter.pages + 'x' == 'y'", "1:14 `+` cannot be applied to (int, string); texts and lists cannot be joined");
    }

    @Test
    void brokenSyntaxIsToldOnceAndInWords() {
        assertMistake("letter.pages = 3", "1:14 `=` does not belong here; to compare, write ==");
        assertMistake("letter.pages > ", "1:16 the condition ends too early");
        assertMistake("", "1:1 the condition ends too early");
        assertMistake("letter.pages == 3 and limit == 2", "1:19 `and` does not belong here; write &&");
        assertMistake("letter.subject == 'open", "1:19 `'open` does not belong here; the text has no closing quote");
        assertMistake("letter.subject == web", "1:19 `web` is not known; known are letter, limit; texts stand in quotes, as in 'web'");
        assertMistake("letter.subject.startWith('x')", "1:25 `startWith` is not known; did you mean `startsWith`?");
    }

    @Test
    void literalsThatAreWrongAreToldBeforeTheyAreAsked() {
        assertThat(mistakes("letter.subject.matches('(')")).startsWith("1:24 the regex is wrong: ");
        assertThat(mistakes("letter.sent_at > timestamp('yesterday')")).startsWith("1:28 the timestamp is wrong: ");
        assertThat(mistakes("letter.underway > duration('2 days')")).startsWith("1:28 the duration is wrong: ").endsWith("48h30m is one");
    }

    @Test
    void nothingGrowsBeyondWhatWasGiven() {
        assertThat(mistakes("letter.subject + letter.subject == 'x'")).contains("cannot be joined");
        assertThat(mistakes("[1] + [2] == [1, 2]")).contains("cannot be joined");
        assertThat(mistakes("[1, 2].map(n, n * 2) == [2, 4]")).contains("has, exists, exists_one and all");
    }

    @Test
    void costIsBounded() {
        var longest = "letter.pages == 3" + " || letter.pages == 3".repeat(200);
        assertThat(mistakes(longest)).contains("at most 2000 characters");
        assertThat(mistakes("(".repeat(200) + "true" + ")".repeat(200))).isNotEmpty();

        var hundred = "[" + IntStream.range(0, 100).mapToObj(String::valueOf).collect(joining(",")) + "]";
        var nested = hundred + ".all(a, " + hundred + ".all(b, " + hundred + ".all(c, a + b + c >= 0)))";
        assertFails(nested);
    }

    @Test
    void knowsWhatItWas() {
        assertThat(compiled("letter.pages == 3").expression()).isEqualTo("letter.pages == 3");
    }

    private static void assertHolds(String expression) {
        assertThat(compiled(expression).holds(VARIABLES)).as(expression).isTrue();
    }

    private static void assertFails(String expression) {
        assertThat(compiled(expression).holds(VARIABLES)).as(expression).isFalse();
    }

    private static void assertMistake(String expression, String told) {
        assertThat(mistakes(expression)).as(expression).isEqualTo(told);
    }

    private static Condition compiled(String expression) {
        try {
            return LANGUAGE.compile(expression);
        } catch (ConditionException wrong) {
            throw new AssertionError(expression + ": " + wrong.mistakes(), wrong);
        }
    }

    private static String mistakes(String expression) {
        var wrong = catchThrowableOfType(ConditionException.class, () -> LANGUAGE.compile(expression));
        assertThat(wrong).as(expression).isNotNull();
        return wrong.mistakes().stream()
                .map(mistake -> mistake.line() + ":" + mistake.column() + " " + mistake.message()
                        + (mistake.hint().isEmpty() ? "" : "; " + mistake.hint()))
                .collect(joining("\n"));
    }
}
