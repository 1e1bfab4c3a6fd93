package io.throughline.journey.definition;

import io.throughline.journey.fold.RuleKind;
import io.throughline.kit.document.Section;
import java.util.ArrayList;
import java.util.List;

/** Reads the moments of truth. */
final class MomentReader {

    /** What is told of moments, and the rules by which they are reached. */
    record Moments(List<Moment> told, List<WrittenRule> rules) {

        List<String> names() {
            return told.stream().map(Moment::name).toList();
        }
    }

    private MomentReader() {}

    static Moments read(Section root) {
        var sections = root.sections("moments").orElse(List.of());
        var names = sections.stream()
                .flatMap(section -> section.text("name").optional().stream())
                .toList();
        var reader = new RuleReader(names);
        var told = new ArrayList<Moment>();
        var rules = new ArrayList<WrittenRule>();
        var own = new PartNames("moment");
        for (var section : sections) {
            var moment = moment(section, own);
            told.add(moment);
            rules.addAll(reader.rules(section, RuleKind.MOMENT, moment.name()));
        }
        return new Moments(told, rules);
    }

    private static Moment moment(Section section, PartNames names) {
        var name = names.check(section.text("name")).required();
        var importance = section.integer("importance")
                .must(
                        number -> number >= 1 && number <= 5,
                        "is not between 1 and 5",
                        "1 is of little weight, 5 decides the relationship");
        return new Moment(
                name,
                section.text("title").orElse(name),
                section.text("owner").orElse(""),
                importance.orElse(3L).intValue(),
                TargetReader.read(section));
    }
}
