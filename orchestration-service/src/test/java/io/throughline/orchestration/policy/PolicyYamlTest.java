package io.throughline.orchestration.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import io.throughline.kit.error.Refusal;
import io.throughline.orchestration.decision.core.Ask;
import io.throughline.orchestration.decision.core.TransitionKind;
import io.throughline.orchestration.decision.core.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyYamlTest {

    private static final Path ROOT = Path.of(System.getProperty("throughline.root", ".."));

    private static final String WHOLE = """
            name: remind-of-bill
            title: Remind of an unpaid bill
            on:
              journey: pay-bill
              transition: [stalled, reached]
              moment: due-date
            when: customer.journeys.stalled < 3
            ask:
              channel: sms
              action: send-reminder
              parameters:
                template: bill-reminder
                attempts: 2
                urgent: true
            suppress_while: [complaint, fix-fault]
            fresh_for: 2d
            """;

    @Test
    void readsAWholePolicy() {
        var policy = PolicyYaml.parse(WHOLE, 7);

        assertThat(policy.name()).isEqualTo("remind-of-bill");
        assertThat(policy.version()).isEqualTo(7);
        assertThat(policy.title()).isEqualTo("Remind of an unpaid bill");
        assertThat(policy.on())
                .isEqualTo(new Trigger(
                        "pay-bill", Set.of(TransitionKind.STALLED, TransitionKind.REACHED), Set.of("due-date")));
        assertThat(policy.ask())
                .isEqualTo(new Ask(
                        "sms", "send-reminder", "{\"template\":\"bill-reminder\",\"attempts\":2,\"urgent\":true}"));
        assertThat(policy.suppressWhile()).containsExactly("complaint", "fix-fault");
        assertThat(policy.freshFor()).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void whatMayBeLeftOutIsLeftOut() {
        var policy = PolicyYaml.parse(
                """
                name: greet
                title: Greet
                on: {journey: onboarding, transition: entered}
                ask: {channel: app, action: greet}
                fresh_for: PT1H
                """,
                1);

        assertThat(policy.suppressWhile()).isEmpty();
        assertThat(policy.ask().parameters()).isEqualTo("{}");
    }

    @Test
    void anEmptyPolicyNamesAllThatIsMissing() {
        assertThat(mistakes("title: ''\n"))
                .contains(
                        "name: line 1: is missing; add it",
                        "title: line 1: should be 1 to 200 characters",
                        "on: line 1: is missing; add it",
                        "ask: line 1: is missing; add it",
                        "fresh_for: line 1: is missing; add it");
    }

    @Test
    void everyMistakeIsNamedByPathLineAndHint() {
        assertThat(mistakes(WHOLE.replace("stalled, reached", "stalled, finished")))
                .containsExactlyInAnyOrder(
                        "on.transition[1]: line 5: is no kind of transition; it is one of entered, reached, stalled, resumed,"
                                + " achieved, abandoned, exited",
                        "on.moment: line 6: a moment can only be reached; add reached to transition, or leave moment out");
        assertThat(mistakes(WHOLE.replace("name: remind-of-bill", "name: Remind of bill")))
                .containsExactly("name: line 1: should be small letters, digits and single hyphens, at most 64 in all;"
                        + " write it like remind-of-bill");
        assertThat(mistakes(WHOLE.replace("[complaint, fix-fault]", "[pay-bill]")))
                .containsExactly("suppress_while: line 15: names the journey that the policy is about, which always stands"
                        + " against itself; name other journeys, or say it in when");
        assertThat(mistakes(WHOLE.replace("fresh_for: 2d", "fresh_for: two days")))
                .singleElement()
                .asString()
                .startsWith("fresh_for: line 16: ")
                .contains("14d");
        assertThat(mistakes(WHOLE.replace("suppress_while", "supress_while")))
                .singleElement()
                .asString()
                .startsWith("supress_while: line 15: is not known here; did you mean");
    }

    /** docs/definitions.md says what a definition may be called. */
    @ParameterizedTest
    @ValueSource(strings = {"pay-bill", "pay_bill", "billing.pay", "1st-visit"})
    void everyNameOfADefinitionCanBeNamed(String definition) {
        assertThat(PolicyYaml.parse(WHOLE.replace("pay-bill", definition), 1).on().definition()).isEqualTo(definition);
        assertThat(PolicyYaml.parse(WHOLE.replace("complaint", definition + ".other"), 1).suppressWhile())
                .containsExactly(definition + ".other", "fix-fault");
    }

    @Test
    void whatNoDefinitionIsCalledCannotBeNamed() {
        assertThat(mistakes(WHOLE.replace("journey: pay-bill", "journey: Pay bill")))
                .containsExactly("on.journey: line 4: is no name; use lower-case letters and digits, with dashes,"
                        + " underscores or dots between: pay-bill");
        assertThat(mistakes(WHOLE.replace("[complaint, fix-fault]", "[complaint, Fix fault]")))
                .containsExactly("suppress_while: line 15: names what no journey definition can be called; use lower-case"
                        + " letters and digits, with dashes, underscores or dots between: pay-bill");
    }

    @Test
    void noTransitionIsFreshForLessThanAMillisecond() {
        assertThat(mistakes(WHOLE.replace("fresh_for: 2d", "fresh_for: PT0.0000001S")))
                .containsExactly("fresh_for: line 16: is shorter than a millisecond; no transition is told that fast; make it"
                        + " longer");
        assertThat(PolicyYaml.parse(WHOLE.replace("fresh_for: 2d", "fresh_for: PT0.001S"), 1).freshFor())
                .isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void aConditionIsCheckedWhereItStands() {
        assertThat(mistakes(WHOLE.replace("customer.journeys.stalled < 3", "customer.journeys.staled < 3")))
                .singleElement()
                .asString()
                .startsWith("when: line 7: there is no field `staled`")
                .contains("stalled");
        assertThat(mistakes(WHOLE.replace(
                        "when: customer.journeys.stalled < 3", "when: |\n  customer.handovers > 1 &&\n  custumer.handovers > 2")))
                .singleElement()
                .asString()
                .startsWith("when: line 9: `custumer` is not known");
    }

    @Test
    void largeParametersAreRefused() {
        assertThat(mistakes(WHOLE.replace("bill-reminder", "x".repeat(20_000))))
                .containsExactly(
                        "ask.parameters: line 11: are longer than 16384 characters as JSON; name what the channel knows");
    }

    @Test
    void theExampleInTheDocumentationIsAPolicy() throws IOException {
        var documentation = Files.readString(ROOT.resolve("docs/policies.md"));
        var examples = Pattern.compile("```yaml\\n(name: .*?)```", Pattern.DOTALL)
                .matcher(documentation)
                .results()
                .map(example -> example.group(1))
                .toList();

        assertThat(examples).isNotEmpty().allSatisfy(example -> PolicyYaml.parse(example, 1));
    }

    @Test
    void theSamplesArePoliciesForTheSampleJourneysUnderTheirOwnNames() throws IOException {
        try (var files = Files.list(ROOT.resolve("samples/policies"))) {
            var samples = files.filter(file -> file.toString().endsWith(".policy.yaml")).toList();
            assertThat(samples).hasSizeGreaterThan(1);
            for (var sample : samples) {
                var policy = PolicyYaml.parse(Files.readString(sample), 1);
                assertThat(sample.getFileName()).hasToString(policy.name() + ".policy.yaml");
                var journey = sampleJourney(policy.on().definition());
                assertThat(policy.on().moments())
                        .allSatisfy(moment -> assertThat(journey).contains("- name: " + moment + "\n"));
                assertThat(policy.suppressWhile()).allSatisfy(PolicyYamlTest::sampleJourney);
            }
        }
    }

    private static String sampleJourney(String name) throws IOException {
        return Files.readString(ROOT.resolve("samples/journeys").resolve(name + ".journey.yaml"));
    }

    @Test
    void whatIsNoYamlIsRefused() {
        assertThatThrownBy(() -> PolicyYaml.parse("name: [", 1)).isInstanceOf(Refusal.class);
    }

    @Test
    void aConditionThatCanNeverHoldIsRefusedWhenItIsApplied() {
        var never = WHOLE.replace("customer.journeys.stalled < 3", "customer.handovers > 5 && customer.handovers < 5");

        assertThat(mistakes(never))
                .containsExactly("when: line 7: can never hold, since it contradicts itself; correct it, or take the policy out");
        assertThat(PolicyYaml.parse(never, 1).version()).as("what was accepted once stays readable").isEqualTo(1);
    }

    @Test
    void aConditionThatCouldTakeLongIsRefusedWhenItIsApplied() {
        var dear = WHOLE.replace(
                "customer.journeys.stalled < 3",
                "customer.of.exists(name, journey.last_touchpoint.matches('(agent|shop)([.][a-z]{1,30}){1,30}'))");

        assertThat(mistakes(dear)).singleElement(InstanceOfAssertFactories.STRING).startsWith("when: line 7: could cost ");
        assertThat(PolicyYaml.parse(dear, 1).version()).isEqualTo(1);
    }

    private static List<String> mistakes(String yaml) {
        var refusal = catchThrowableOfType(Refusal.class, () -> PolicyYaml.draft(yaml));
        assertThat(refusal).as("a refusal of\n" + yaml).isNotNull();
        return refusal.status().getDetailsList().stream()
                .filter(detail -> detail.is(BadRequest.class))
                .flatMap(detail -> violations(detail).stream())
                .map(violation -> violation.getField() + ": " + violation.getDescription())
                .toList();
    }

    private static List<FieldViolation> violations(com.google.protobuf.Any detail) {
        try {
            return detail.unpack(BadRequest.class).getFieldViolationsList();
        } catch (InvalidProtocolBufferException broken) {
            throw new AssertionError(broken);
        }
    }
}
