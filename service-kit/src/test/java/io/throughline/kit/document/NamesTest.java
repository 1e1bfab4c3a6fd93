package io.throughline.kit.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"visit", "pay-bill", "pay_bill", "billing.pay", "1st-visit", "7"})
    void isAName(String text) {
        assertThat(Names.isName(text)).isTrue();
        assertThat(problems(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Visit", "pay bill", "pay--bill", "-visit", "visit.", "bäcker", "visit\\n"})
    void isNone(String text) {
        assertThat(Names.isName(text)).isFalse();
        assertThat(problems(text)).isEqualTo("name: line 1: is no name; " + Names.HINT);
    }

    @Test
    void has64CharactersAtMost() {
        assertThat(Names.isName("x".repeat(64))).isTrue();
        assertThat(Names.isName("x".repeat(65))).isFalse();
        assertThat(problems("x".repeat(65))).isEqualTo("name: line 1: is longer than 64 characters");
    }

    private static String problems(String name) {
        var document = YamlDocument.parse("name: \"" + name + "\"\n");
        Names.check(document.root().text("name"));
        return document.problems().list().stream()
                .map(problem -> problem.path() + ": " + problem.description())
                .reduce("", String::concat);
    }
}
