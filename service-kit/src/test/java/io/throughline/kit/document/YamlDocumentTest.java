package io.throughline.kit.document;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import io.throughline.kit.error.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlDocumentTest {

    private enum Colour {
        RED,
        DARK_BLUE
    }

    @Test
    void readsEveryTypeThatIsAskedFor() {
        var document = YamlDocument.parse("""
                name: pay bill
                number: -42
                share: 0.10
                loud: true
                stall_after: 1d12h
                since: 2026-02-03T04:05:06+01:00
                day: 2026-02-03
                colour: dark_blue
                several: [a, "b c"]
                one: a
                inner:
                  name: inside
                list:
                  - name: first
                  - name: second
                free: {text: a, whole: 1, half: 0.5, yes: true, none: ~, quoted: "1", more: [1, {b: c}]}
                """);
        var root = document.root();

        assertThat(root.text("name").required()).isEqualTo("pay bill");
        assertThat(root.integer("number").required()).isEqualTo(-42);
        assertThat(root.decimal("share").required()).isEqualTo(new BigDecimal("0.10"));
        assertThat(root.bool("loud").required()).isTrue();
        assertThat(root.duration("stall_after").required()).isEqualTo(Duration.ofHours(36));
        assertThat(root.instant("since").required()).isEqualTo(Instant.parse("2026-02-03T03:05:06Z"));
        assertThat(root.instant("day").required()).isEqualTo(Instant.parse("2026-02-03T00:00:00Z"));
        assertThat(root.date("day").required()).isEqualTo(LocalDate.of(2026, 2, 3));
        assertThat(root.choice("colour", Colour.class).required()).isEqualTo(Colour.DARK_BLUE);
        assertThat(root.texts("several").required()).containsExactly("a", "b c");
        assertThat(root.texts("one").required()).containsExactly("a");
        assertThat(root.section("inner").required().text("name").required()).isEqualTo("inside");
        assertThat(root.sections("list").required())
                .extracting(section -> section.text("name").required())
                .containsExactly("first", "second");
        var free = root.map("free").required();
        assertThat(free)
                .containsEntry("text", "a")
                .containsEntry("whole", 1L)
                .containsEntry("half", 0.5)
                .containsEntry("yes", true)
                .containsEntry("none", null)
                .containsEntry("quoted", "1")
                .containsEntry("more", List.of(1L, Map.of("b", "c")));
        document.finish();
    }

    @Test
    void aTextIsWhatWasWritten() {
        var root = YamlDocument.parse("touchpoints: [no, 007, 12:30, 1.0, ' blanks ', 2026-01-01]").root();

        assertThat(root.texts("touchpoints").required())
                .containsExactly("no", "007", "12:30", "1.0", " blanks ", "2026-01-01");
    }

    @Test
    void whatIsLeftOutOrEmptyIsEmpty() {
        var document = YamlDocument.parse("name:\nother: ~\n");

        assertThat(document.root().text("name").optional()).isEmpty();
        assertThat(document.root().integer("other").optional()).isEmpty();
        assertThat(document.root().section("none").optional()).isEmpty();
        assertThat(document.root().texts("no_list").orElse(List.of("fallback"))).containsExactly("fallback");
        assertThat(document.check().isEmpty()).isTrue();
    }

    @Test
    void tellsAllMistakesAtOnceWithPathAndLine() {
        var document = YamlDocument.parse("""
                nmae: pay bill
                stall_after: two weeks
                colour: read
                entry:
                  - touchpoint: bill.sent
                    whne: true
                  - [a]
                importance: high
                title: {a: b}
                """);
        var root = document.root();
        root.text("name").required();
        root.duration("stall_after").optional();
        root.choice("colour", Colour.class).required();
        for (var rule : root.sections("entry").required()) {
            rule.text("touchpoint").required();
            rule.text("when").optional();
        }
        root.integer("importance").required();
        root.text("title").required();

        assertThat(told(document)).isEqualTo("""
                name: line 1: is missing; add it
                nmae: line 1: is not known here; did you mean `name`? known are colour, entry, importance, name, stall_after, title
                stall_after: line 2: is the text `two weeks` and should be a duration; write it like 14d, 12h, 30m, 1d12h, or P14D, PT30M; months and years have no fixed length
                colour: line 3: is the text `read` and should be one of red, dark_blue; did you mean `red`?
                entry[0].whne: line 6: is not known here; did you mean `when`? known are touchpoint, when
                entry[1]: line 7: is a list and should be a section of named fields
                importance: line 8: is the text `high` and should be a whole number
                title: line 9: is a section of named fields and should be a text""");
    }

    @Test
    void theRefusalNamesPathsAndLines() throws InvalidProtocolBufferException {
        var document = YamlDocument.parse("name: a\nsize: many\nmore: 1\n");
        document.root().text("name").required();
        document.root().integer("size").required();

        var refusal = catchThrowableOfType(Refusal.class, document::finish);

        assertThat(refusal.status().getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
        var violations =
                refusal.status().getDetails(1).unpack(BadRequest.class).getFieldViolationsList();
        assertThat(violations).extracting(violation -> violation.getField()).containsExactly("size", "more");
        assertThat(violations.getFirst().getDescription())
                .isEqualTo("line 2: is the text `many` and should be a whole number");
    }

    @Test
    void aProblemOfAReaderStandsAtItsField() {
        var document = YamlDocument.parse("""
                rules:
                  - when: |
                      first line
                      second line
                  - when: one line
                """);
        var rules = document.root().sections("rules").required();
        rules.get(0).text("when").problem(2, "is wrong", "");
        rules.get(1).text("when").problem(1, "is wrong too", "right it");
        rules.get(1).text("when").must(text -> text.isEmpty(), "must be empty", "");

        assertThat(told(document)).isEqualTo("""
                rules[0].when: line 4: is wrong
                rules[1].when: line 5: is wrong too; right it
                rules[1].when: line 5: must be empty""");
    }

    @Test
    void namesThatAreNotPlainStandInQuotes() {
        var document = YamlDocument.parse("teams:\n  back office: 1\n");
        var teams = document.root().section("teams").required();
        teams.names().forEach(name -> teams.problem(name, "is wrong", ""));
        teams.names().forEach(teams::text);

        assertThat(told(document)).isEqualTo("teams[\"back office\"]: line 2: is wrong");
    }

    @Test
    void aNameGivenTwiceIsTold() {
        var document = YamlDocument.parse("a:\n  b: 1\n  c: 2\n  b: 3\n");
        document.root().map("a").required();

        assertThat(told(document)).isEqualTo("a.b: line 4: is given twice; line 2 has it already");
    }

    @Test
    void aTabIsToldByItsLine() {
        assertThat(told(YamlDocument.parse("a:\n\tb: 1\n"))).startsWith("yaml: line 2: ").contains("spaces, not tabs");
    }

    @Test
    void brokenSyntaxIsToldByItsLine() {
        assertThat(told(YamlDocument.parse("a: b\nc: d: e\n"))).startsWith("yaml: line 2: ").contains("in quotes");
        assertThat(told(YamlDocument.parse("a: b\nc: 'open\n"))).contains("a quote is opened and never closed");
        assertThat(told(YamlDocument.parse("a: [1, 2\nb: c\n"))).contains("close the bracket");
        assertThat(told(YamlDocument.parse("a: *b\n"))).startsWith("yaml: line 1: ").contains("begins with *");
        assertThat(told(YamlDocument.parse("a: 1\nb: \u0007\n"))).startsWith("yaml: line 2: ");
        assertThat(told(YamlDocument.parse("a: 1\n---\nb: 2\n"))).contains("one document");
    }

    @Test
    void anEmptyDocumentIsAMistakeAndNothingMoreIsSaid() {
        var document = YamlDocument.parse("# nothing\n");
        document.root().text("name").required();

        assertThat(told(document)).isEqualTo("yaml: line 1: is empty");
    }

    @Test
    void contentIsWhatIsSaidNotHow() {
        var one = YamlDocument.parse("a: 1\nb: [x, y]\n").content();
        var same = YamlDocument.parse("# a comment\nb:\n  - x\n  - y\na: 1\n").content();
        var other = YamlDocument.parse("a: 1\nb: [y, x]\n").content();

        assertThat(one).isEqualTo(same).isNotEqualTo(other);
    }

    @Test
    void tagsAreRefused() {
        assertThat(told(YamlDocument.parse("a: !!java.io.File /etc/passwd\n")))
                .startsWith("a: line 1: has the tag `!!java.io.File`");
    }

    @Test
    void whatNoDatabaseCanKeepIsToldWhereverItStands() {
        assertThat(told(YamlDocument.parse("""
                title: "Pay\\0 a bill"
                moments:
                  - name: good
                  - name: "paid\\x00late"
                ask:
                  parameters:
                    texts: [{de: ["\\u0000"]}]
                    "a\\0b": 1
                """)))
                .isEqualTo("""
                        title: line 1: holds the character U+0000, which cannot be stored; take out the \\0
                        moments[1].name: line 4: holds the character U+0000, which cannot be stored; take out the \\0
                        ask.parameters.texts[0].de[0]: line 7: holds the character U+0000, which cannot be stored; take out the \\0
                        ask.parameters["a\\0b"]: line 8: holds the character U+0000, which cannot be stored; take out the \\0""");
    }

    @Test
    void aliasesAreReadWhereTheyStayInBounds() {
        var root = YamlDocument.parse("a: &rules [x, y]\nb: *rules\n").root();

        assertThat(root.texts("b").required()).containsExactly("x", "y");
    }

    @Test
    void aliasesThatBlowUpAreRefused() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)));
        }

        assertThat(told(YamlDocument.parse(bomb.toString()))).contains("use fewer aliases");
    }

    @Test
    void anAliasThatLeadsToItselfIsRefused() {
        assertThat(told(YamlDocument.parse("a: &a\n  b: *a\n"))).contains("contains itself");
    }

    @Test
    void whatIsTooLongOrTooDeepIsRefused() {
        assertThat(told(YamlDocument.parse("a: " + "x".repeat(1 << 20)))).contains("is longer than");
        assertThat(told(YamlDocument.parse("a: " + "[".repeat(100) + "]".repeat(100)))).contains("nest less deeply");
    }

    private static String told(YamlDocument document) {
        return document.check().list().stream()
                .map(problem -> problem.path() + ": " + problem.description())
                .collect(joining("\n"));
    }
}
