package io.throughline.orchestration.policy;

import io.throughline.kit.condition.ConditionException;
import io.throughline.kit.document.Field;
import io.throughline.kit.document.Names;
import io.throughline.kit.document.Section;
import io.throughline.kit.document.Value;
import io.throughline.kit.document.YamlDocument;
import io.throughline.orchestration.decision.core.Ask;
import io.throughline.orchestration.decision.core.Condition;
import io.throughline.orchestration.decision.core.Policy;
import io.throughline.orchestration.decision.core.TransitionKind;
import io.throughline.orchestration.decision.core.Trigger;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a policy from the YAML that {@code docs/policies.md} describes. */
public final class PolicyYaml {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_TITLE = 200;
    private static final String NAME_MESSAGE = "should be small letters, digits and single hyphens, at most 64 in all";
    private static final String NAME_HINT = "write it like remind-of-bill";
    private static final Duration FRESH_AT_LEAST = Duration.ofMillis(1);

    /** In the units of CEL's cost estimation, of which one is about 0.1 µs. */
    private static final long DEAREST = 150_000;

    private static final int LARGEST_PARAMETERS = 16 * 1024;
    private static final String KINDS = Arrays.stream(TransitionKind.values())
            .map(PolicyYaml::word)
            .collect(Collectors.joining(", "));

    private PolicyYaml() {}

    /**
     * The policy that {@code yaml} tells, which is to be applied; its version is given when it is kept. Refuses it with every
     * mistake by its path and line, a condition among them that can never hold or could take long to ask.
     */
    public static Policy draft(String yaml) {
        return read(yaml, 0, PolicyYaml::checkWorth);
    }

    /** Version {@code version} of the policy that {@code yaml} tells, as it was accepted; refuses it with every mistake. */
    public static Policy parse(String yaml, int version) {
        return read(yaml, version, (_, _) -> {});
    }

    private static Policy read(String yaml, int version, BiConsumer<Field<String>, When> check) {
        var document = YamlDocument.parse(yaml);
        var root = document.root();
        var trigger = trigger(root.section("on").required());
        var policy = new Policy(
                name(root.text("name")).required(),
                version,
                root.text("title")
                        .must(title -> !title.isBlank() && title.length() <= LONGEST_TITLE, "should be 1 to 200 characters", "")
                        .required(),
                trigger,
                condition(root.text("when"), check),
                ask(root.section("ask").required()),
                suppressWhile(root, trigger),
                root.duration("fresh_for")
                        .must(
                                duration -> duration.compareTo(FRESH_AT_LEAST) >= 0,
                                "is shorter than a millisecond",
                                "no transition is told that fast; make it longer")
                        .required());
        document.finish();
        return policy;
    }

    private static Trigger trigger(Section on) {
        var kinds = EnumSet.noneOf(TransitionKind.class);
        for (var value : on.values("transition").required()) {
            kind(value).ifPresent(kinds::add);
        }
        if (on.value("transition").isPresent() && kinds.isEmpty()) {
            on.problem("transition", "names no transition", "one or more of " + KINDS);
        }
        var moments = on.texts("moment");
        if (moments.isGiven() && !kinds.contains(TransitionKind.REACHED)) {
            moments.problem("a moment can only be reached", "add reached to transition, or leave moment out");
        }
        return new Trigger(
                Names.check(on.text("journey")).required(), kinds, Set.copyOf(moments.orElse(List.of())));
    }

    private static Optional<TransitionKind> kind(Value value) {
        var text = value.text().orElse("");
        var kind = Arrays.stream(TransitionKind.values())
                .filter(one -> word(one).equals(text))
                .findFirst();
        if (kind.isEmpty() && value.isText()) {
            value.problem("is no kind of transition", "it is one of " + KINDS);
        }
        return kind;
    }

    private static void checkWorth(Field<String> field, When when) {
        when.whyNever().ifPresent(why -> field.problem("can never hold, since " + why, "correct it, or take the policy out"));
        if (when.cost() > DEAREST) {
            field.problem(
                    String.format(Locale.ROOT, "could cost %,d to ask; the limit is %,d", when.cost(), DEAREST),
                    "look at less: name journeys instead of going through all, keep regular expressions short");
        }
    }

    private static Condition condition(Field<String> when, BiConsumer<Field<String>, When> check) {
        if (when.optional().isEmpty()) {
            return Condition.ALWAYS;
        }
        try {
            var condition = When.compile(when.optional().get());
            check.accept(when, condition);
            return condition;
        } catch (ConditionException mistaken) {
            mistaken.mistakes().forEach(mistake -> when.problem(mistake.line(), mistake.message(), mistake.hint()));
            return Condition.ALWAYS;
        }
    }

    private static Ask ask(Section ask) {
        var parameters = ask.map("parameters");
        var json = new JsonObject(parameters.orElse(Map.of())).encode();
        if (json.length() > LARGEST_PARAMETERS) {
            parameters.problem("are longer than " + LARGEST_PARAMETERS + " characters as JSON", "name what the channel knows");
        }
        return new Ask(name(ask.text("channel")).required(), name(ask.text("action")).required(), json);
    }

    private static List<String> suppressWhile(Section root, Trigger trigger) {
        var definitions = root.texts("suppress_while")
                .must(
                        names -> names.stream().allMatch(Names::isName),
                        "names what no journey definition can be called",
                        Names.HINT)
                .must(
                        names -> !names.contains(trigger.definition()),
                        "names the journey that the policy is about, which always stands against itself",
                        "name other journeys, or say it in when");
        return List.copyOf(definitions.orElse(List.of()));
    }

    private static Field<String> name(Field<String> name) {
        return name.must(PolicyYaml::isName, NAME_MESSAGE, NAME_HINT);
    }

    private static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && NAME.matcher(text).matches();
    }

    private static String word(TransitionKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
