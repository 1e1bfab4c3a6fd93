package io.throughline.identity.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.throughline.identity.attribute.Survivorship;
import io.throughline.identity.attribute.Survivorship.Rule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The settings as somebody writes them. */
class ConfiguredSurvivorshipTest {

    @Test
    void withoutAnythingSaidTheMostRecentSurvives() {
        assertThat(configured(Map.of())).isEqualTo(new Survivorship(Map.of(), Rule.MOST_RECENT, List.of()));
    }

    @Test
    void eachAttributeMayHaveARule() {
        assertThat(configured(Map.of(
                        "throughline.attributes.rule", "MOST_FREQUENT",
                        "throughline.attributes.rules.\"plan\"", "MOST_TRUSTED",
                        "throughline.attributes.rules.\"birth date\"", "MOST_RECENT",
                        "throughline.attributes.trust", "crm,shop")))
                .isEqualTo(new Survivorship(
                        Map.of("plan", Rule.MOST_TRUSTED, "birth date", Rule.MOST_RECENT),
                        Rule.MOST_FREQUENT,
                        List.of("crm", "shop")));
    }

    @Test
    void aRuleThatThereIsNotIsNamed() {
        assertThatThrownBy(() -> configured(Map.of("throughline.attributes.rules.\"plan\"", "MOST_LIKED")))
                .hasMessageContaining("throughline.attributes.rules.\"plan\"")
                .hasMessageContaining("MOST_LIKED");
    }

    @Test
    void aSettingThatThereIsNotIsNamed() {
        assertThatThrownBy(() -> configured(Map.of("throughline.attributes.trusted", "crm")))
                .hasMessageContaining("throughline.attributes.trusted");
    }

    @Test
    void toTrustNobodyMostIsAMistake() {
        assertThatThrownBy(() -> configured(Map.of("throughline.attributes.rules.\"plan\"", "MOST_TRUSTED")))
                .hasMessageContaining("throughline.attributes.trust names no source");
    }

    @Test
    void allMistakesAreNamedAtOnce() {
        assertThatThrownBy(() -> configured(Map.of(
                        "throughline.attributes.rules.\"" + "n".repeat(65) + "\"", "MOST_RECENT",
                        "throughline.attributes.trust", "crm,shop,crm")))
                .hasMessageContaining("is longer than 64 characters")
                .hasMessageContaining("throughline.attributes.trust names a source twice");
    }

    private static Survivorship configured(Map<String, String> settings) {
        var configuration = new SmallRyeConfigBuilder()
                .withMapping(AttributeSettings.class)
                .withSources(new PropertiesConfigSource(settings, "as somebody writes them"))
                .build()
                .getConfigMapping(AttributeSettings.class);
        return new ConfiguredSurvivorship().survivorship(configuration);
    }
}
