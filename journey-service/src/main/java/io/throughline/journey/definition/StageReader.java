package io.throughline.journey.definition;

import io.throughline.journey.fold.Condition;
import io.throughline.journey.fold.RuleKind;
import io.throughline.kit.document.Section;
import io.throughline.kit.document.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the stages, and notes those into which nothing can lead. */
final class StageReader {

    /** What is told of stages, and by which interactions they are reached: {@code moment} of a rule is the stage's name here. */
    record Stages(List<Stage> told, List<WrittenRule> rules) {}

    private StageReader() {}

    /**
     * @param moments names of the moments that conditions may ask about
     * @param known the touchpoints that the rules name
     */
    static Stages read(Section root, List<String> moments, Set<String> known) {
        var reader = new RuleReader(moments);
        var names = new PartNames("stage");
        var told = new ArrayList<Stage>();
        var all = new ArrayList<WrittenRule>();
        for (var section : root.sections("stages").orElse(List.of())) {
            var name = names.check(section.text("name")).required();
            var rules = reader.rules(section, RuleKind.PART, name);
            rules.forEach(rule -> checkKnown(rule, known));
            rules.forEach(rule -> checkFree(rule, all));
            told.add(new Stage(
                    name,
                    section.text("title").orElse(name),
                    rules.stream().map(WrittenRule::touchpoint).distinct().toList(),
                    rules.isEmpty() ? Condition.ALWAYS : rules.getFirst().when().condition(),
                    section.text("when").orElse("").strip()));
            all.addAll(rules);
        }
        return new Stages(told, all);
    }

    private static void checkKnown(WrittenRule rule, Set<String> known) {
        if (!known.contains(rule.touchpoint())) {
            rule.place()
                    .problem(
                            "`" + rule.touchpoint()
                                    + "` is no touchpoint of this journey, so that nothing leads into the stage by it",
                            Suggestion.didYouMean(rule.touchpoint(), known, "name it in a rule or under touchpoints"));
        }
    }

    /** The first stage that matches counts: one that comes later needs interactions that are left over for it. */
    private static void checkFree(WrittenRule rule, List<WrittenRule> before) {
        before.stream()
                .filter(earlier -> earlier.touchpoint().equals(rule.touchpoint()))
                .filter(earlier -> earlier.isUnconditional() || earlier.when().saysTheSameAs(rule.when()))
                .findFirst()
                .ifPresent(earlier -> rule.place()
                        .problem(
                                "`" + rule.touchpoint() + "` always leads into the stage `" + earlier.moment() + "` (line "
                                        + earlier.place().line() + ")",
                                "give that one a when which tells the two apart, or name it in one of them"));
    }
}
