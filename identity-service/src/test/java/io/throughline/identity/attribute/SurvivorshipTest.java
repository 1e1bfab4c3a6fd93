package io.throughline.identity.attribute;

import static io.throughline.identity.People.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.identity.Seeds;
import io.throughline.identity.attribute.Survivorship.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SurvivorshipTest {

    private static final List<String> TRUST = List.of("crm", "shop");

    @Test
    void whatWasSaidLastSurvivesUnlessThereIsAnotherRule() {
        var survivorship = new Survivorship(Map.of("country", Rule.MOST_TRUSTED), Rule.MOST_RECENT, TRUST);

        assertThat(texts(survivorship, heard("crm", "plan", "gold", 1, 5), heard("web", "plan", "silver", 2, 1)))
                .containsExactly("silver", "gold");
    }

    @Test
    void whatTheMostTrustedSourceSaidLastSurvives() {
        assertThat(texts(
                        by(Rule.MOST_TRUSTED),
                        heard("web", "plan", "new", 9, 1),
                        heard("shop", "plan", "silver", 8, 1),
                        heard("crm", "plan", "gold", 2, 1),
                        heard("crm", "plan", "none", 1, 1),
                        heard("app", "plan", "old", 7, 1)))
                .containsExactly("gold", "none", "silver", "new", "old");
    }

    @Test
    void whatMostSaySurvivesEachSourceCountingOnceForEachIdentifier() {
        assertThat(texts(
                        by(Rule.MOST_FREQUENT),
                        heard("web", "plan", "silver", 9, 2),
                        heard("crm", "plan", "gold", 2, 1),
                        heard("shop", "plan", "gold", 1, 2)))
                .containsExactly("gold", "gold", "silver");
        assertThat(texts(
                        by(Rule.MOST_FREQUENT), heard("web", "plan", "silver", 9, 2), heard("crm", "plan", "gold", 8, 2)))
                .containsExactly("silver", "gold");
    }

    @Test
    void ofWhatWasSaidAtOneTimeTheFirstBySourceAndValueSurvives() {
        for (var rule : Rule.values()) {
            assertThat(texts(
                            by(rule),
                            heard("b", "plan", "1", 1, 1),
                            heard("a", "plan", "3", 1, 1),
                            heard("a", "plan", "2", 1, 1)))
                    .as(rule.name())
                    .containsExactly("2", "3", "1");
        }
    }

    @Test
    void theFirstOfEachNameSurvives() {
        var ranked = by(Rule.MOST_RECENT)
                .ranked(List.of(heard("a", "plan", "1", 1, 1), heard("a", "age", "2", 1, 1), heard("a", "plan", "3", 2, 1)));

        assertThat(ranked).extracting(heard -> heard.said().name()).containsExactly("age", "plan", "plan");
        assertThat(List.of(Survivorship.survives(ranked, 0), Survivorship.survives(ranked, 1), Survivorship.survives(ranked, 2)))
                .containsExactly(true, true, false);
        assertThat(by(Rule.MOST_RECENT).surviving(ranked))
                .isEqualTo(Map.of("age", new AttributeValue.Text("2"), "plan", new AttributeValue.Text("3")));
    }

    @Test
    void inWhichOrderItIsReadMakesNoDifference() {
        for (long seed : Seeds.upTo(50)) {
            var random = new Random(seed);
            var all = new HashSet<Heard>();
            var said = new HashSet<Said>();
            for (int i = 0; i < 30; i++) {
                var heard = heard(
                        List.of("crm", "shop", "web", "app").get(random.nextInt(4)), "name-" + random.nextInt(2),
                        "" + random.nextInt(4), random.nextInt(3), 1 + random.nextInt(2));
                if (said.add(heard.said())) {
                    all.add(heard);
                }
            }
            var shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, random);
            for (var rule : Rule.values()) {
                assertThat(by(rule).ranked(shuffled)).as(Seeds.named(seed)).isEqualTo(by(rule).ranked(all));
            }
        }
    }

    private static Survivorship by(Rule rule) {
        return new Survivorship(Map.of("plan", rule), rule, TRUST);
    }

    private static Heard heard(String source, String name, String text, int second, int identifiers) {
        return new Heard(new Said(source, name, new AttributeValue.Text(text)), NOON.plusSeconds(second), identifiers);
    }

    private static List<String> texts(Survivorship survivorship, Heard... heard) {
        return survivorship.ranked(List.of(heard)).stream()
                .map(each -> ((AttributeValue.Text) each.said().value()).text())
                .toList();
    }
}
