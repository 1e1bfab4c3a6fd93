package io.throughline.identity.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.identity.configuration.NamespaceSettings.Format;
import io.throughline.identity.configuration.NamespaceSettings.Settings;
import io.throughline.identity.identifier.Namespace.Kind;
import io.throughline.identity.identifier.Writing.Phone;
import io.throughline.identity.identifier.Writing.Text;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfiguredNamespacesTest {

    private record Given(
            Kind kind, int priority, Format format, boolean foldsCase, Optional<String> region, Optional<List<String>> blocked)
            implements Settings {}

    private static Given given(Format format, boolean foldsCase, String region) {
        return new Given(Kind.UNIQUE, 10, format, foldsCase, Optional.ofNullable(region), Optional.empty());
    }

    @Test
    void valuesAreWrittenAsConfigured() {
        assertThat(ConfiguredNamespaces.writing("crm", given(Format.TEXT, true, null))).isEqualTo(new Text(true));
        assertThat(ConfiguredNamespaces.writing("phone", given(Format.PHONE, false, "DE")))
                .isEqualTo(new Phone(Optional.of("DE")));
    }

    @Test
    void whatContradictsItselfIsNamed() {
        assertMistake(given(Format.TEXT, false, "DE"), "throughline.identity.namespaces.phone.region needs format=phone");
        assertMistake(given(Format.PHONE, true, "DE"), "throughline.identity.namespaces.phone.folds-case");
        assertMistake(given(Format.PHONE, false, "Germany"), "throughline.identity.namespaces.phone.region must be the two letters");
    }

    private static void assertMistake(Settings settings, String named) {
        assertThatThrownBy(() -> ConfiguredNamespaces.writing("phone", settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void blockedValuesAreRegularExpressions() {
        var settings = new Given(Kind.UNIQUE, 10, Format.TEXT, true, Optional.empty(), Optional.of(List.of("Unknown@.*", "0+")));
        assertThat(ConfiguredNamespaces.blocked("email", settings).written()).containsExactly("Unknown@.*", "0+");

        assertThatThrownBy(() -> ConfiguredNamespaces.blocked(
                        "email", new Given(Kind.UNIQUE, 10, Format.TEXT, true, Optional.empty(), Optional.of(List.of("(")))))
                .hasMessageContaining("throughline.identity.namespaces.email.blocked");
    }
}
