package io.throughline.identity.identifier;

import static io.throughline.identity.People.NAMESPACES;
import static io.throughline.identity.People.cookie;
import static io.throughline.identity.People.crm;
import static io.throughline.identity.People.device;
import static io.throughline.identity.People.email;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.identity.Seeds;
import io.throughline.identity.identifier.Reading.Understood;
import io.throughline.identity.identifier.Reading.UnknownNamespace;
import io.throughline.identity.identifier.Reading.UnusableValue;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamespacesTest {

    @Test
    void blanksAroundAValueDoNotCount() {
        assertThat(NAMESPACES.read("crm", "\u00a0\t 4711 \ufeff\n")).isEqualTo(new Understood(crm("4711")));
    }

    @Test
    void caseDoesNotCountInAnEmailAddress() {
        assertThat(NAMESPACES.read("email", "Ann.ÖZ@Example.org")).isEqualTo(new Understood(email("ann.öz@example.org")));
    }

    @Test
    void caseCountsElsewhere() {
        assertThat(NAMESPACES.read("cookie", "aB")).isEqualTo(new Understood(cookie("aB")));
    }

    @Test
    void anAccentIsTheSameHoweverItWasTyped() {
        assertThat(NAMESPACES.read("crm", "Zoe\u0308")).isEqualTo(NAMESPACES.read("crm", "Zo\u00eb"));
    }

    @Test
    void aNormalisedValueIsNormal() {
        for (long seed : Seeds.upTo(20)) {
            var random = new Random(seed);
            for (int i = 0; i < 500; i++) {
                var value = random.ints(1 + random.nextInt(6), 1, 0x3000)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
                if (NAMESPACES.read("email", value) instanceof Understood(Identifier once)) {
                    assertThat(NAMESPACES.read("email", once.value()))
                            .as(Seeds.named(seed))
                            .isEqualTo(new Understood(once));
                }
            }
        }
    }

    @Test
    void aValueOfBlanksIsNone() {
        assertThat(NAMESPACES.read("crm", " \u00a0 ")).isEqualTo(new UnusableValue("is blank"));
    }

    @Test
    void aValueThatGrowsTooLongWhenNormalisedIsRefused() {
        // One code point that is three in NFC.
        var value = "\uD834\uDD60".repeat(512);
        assertThat(NAMESPACES.read("crm", value))
                .isEqualTo(new UnusableValue("is longer than 512 characters when normalised"));
    }

    @Test
    void aControlCharacterIsRefused() {
        assertThat(NAMESPACES.read("crm", "47\u000011")).isEqualTo(new UnusableValue("holds a control character"));
    }

    @Test
    void anUnknownNamespaceIsNotUnderstood() {
        assertThat(NAMESPACES.read("passport", "X1")).isEqualTo(new UnknownNamespace());
    }

    @Test
    void theSurestIdentifierGoesFirst() {
        assertThat(Stream.of(device("d"), email("b"), cookie("c"), email("a"), crm("z"))
                        .sorted(NAMESPACES.surestFirst()))
                .containsExactly(crm("z"), email("a"), email("b"), cookie("c"), device("d"));
    }

    @Test
    void anIdentifierDoesNotPrintItsValue() {
        assertThat(email("ann@example.org")).hasToString("email:…");
    }
}
