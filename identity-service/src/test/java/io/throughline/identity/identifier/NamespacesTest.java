package io.throughline.identity.identifier;

import static io.throughline.identity.People.NAMESPACES;
import static io.throughline.identity.People.cookie;
import static io.throughline.identity.People.crm;
import static io.throughline.identity.People.device;
import static io.throughline.identity.People.email;
import static io.throughline.identity.People.phone;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.identity.Seeds;
import io.throughline.identity.identifier.Namespace.Kind;
import io.throughline.identity.identifier.Reading.Understood;
import io.throughline.identity.identifier.Reading.UnknownNamespace;
import io.throughline.identity.identifier.Reading.UnusableValue;
import io.throughline.identity.identifier.Writing.Phone;
import io.throughline.identity.identifier.Writing.Text;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamespacesTest {

    private static final Namespaces GERMAN = phones(Optional.of("DE"));
    private static final Namespaces ANYWHERE = phones(Optional.empty());

    private static Namespaces phones(Optional<String> region) {
        return new Namespaces(List.of(new Namespace("phone", Kind.UNIQUE, 50, new Phone(region))));
    }

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

    @Test
    void aTelephoneNumberIsTheSameHoweverItIsWritten() {
        for (var written : List.of("030 123456", "+49 (0)30 123456", "0049 30 123456", "tel:+49-30-123456", "\u202d+49 30 123456\u202c",
                "\uff0b\uff14\uff1930123456", "\u0660\u0663\u0660 \u0661\u0662\u0663\u0664\u0665\u0666")) {
            assertThat(GERMAN.read("phone", written)).as(written).isEqualTo(new Understood(phone("+4930123456")));
        }
    }

    @Test
    void anExtensionIsSomebodyElses() {
        assertThat(GERMAN.read("phone", "030 123456 ext. 7")).isEqualTo(new Understood(phone("+4930123456;ext=7")));
    }

    @Test
    void whatIsNoTelephoneNumberIsRefusedWithoutQuotingIt() {
        for (var written : List.of("call me", "12", "+49" + "1".repeat(30), "\ud83d\udcde", "+999 123456")) {
            assertThat(GERMAN.read("phone", written))
                    .isInstanceOfSatisfying(UnusableValue.class, refused -> assertThat(refused.why()).startsWith("is no telephone number")
                            .doesNotContain(written));
        }
        assertThat(GERMAN.read("phone", " ")).isEqualTo(new UnusableValue("is blank"));
    }

    @Test
    void withoutARegionANumberNeedsItsCountry() {
        assertThat(ANYWHERE.read("phone", "030 123456")).isInstanceOf(UnusableValue.class);
        assertThat(ANYWHERE.read("phone", "+49 30 123456")).isEqualTo(new Understood(phone("+4930123456")));
    }

    @Test
    void aNormalisedNumberIsNormal() {
        for (long seed : Seeds.upTo(20)) {
            var random = new Random(seed);
            for (int i = 0; i < 200; i++) {
                var value = random.ints(3 + random.nextInt(14), 0, 16)
                        .mapToObj("0123456789+ -/()"::charAt)
                        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                        .toString();
                if (GERMAN.read("phone", value) instanceof Understood(Identifier once)) {
                    assertThat(GERMAN.read("phone", once.value())).as(Seeds.named(seed) + value).isEqualTo(new Understood(once));
                }
            }
        }
    }

    @Test
    void blockedValuesGoLast() {
        var namespaces = new Namespaces(List.of(
                new Namespace("crm", Kind.UNIQUE, 10, new Text(false), BlockedValues.of(List.of("0+"), false)),
                new Namespace("email", Kind.UNIQUE, 40, new Text(true), BlockedValues.of(List.of("Unknown@.*"), true))));

        assertThat(Stream.of(crm("000"), email("unknown@example.org"), email("ann"), crm("0007")).sorted(namespaces.surestFirst()))
                .containsExactly(crm("0007"), email("ann"), crm("000"), email("unknown@example.org"));
    }
}
