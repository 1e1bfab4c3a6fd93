package io.throughline.journey.definition;

import io.throughline.journey.fold.RuleKind;
import io.throughline.kit.document.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the moments of truth. */
final class MomentReader {

    private static final int LONGEST_NAME = 64;

    /** What is told of moments, and the rules by which they are reached. */
    record Moments(List<Moment> told, List<WrittenRule> rules) {}

    private MomentReader() {}

    static Moments read(Section root) {
        var sections = root.sections("moments").orElse(List.of());
        var names = sections.stream()
                .flatMap(section -> section.text("name").optional().stream())
                .toList();
        var reader = new RuleReader(names);
        var told = new ArrayList<Moment>();
        var rules = new ArrayList<WrittenRule>();
        Set<String> seen = new HashSet<>();
        for (var section : sections) {
            var moment = moment(section, seen);
            told.add(moment);
            rules.addAll(reader.rules(section, RuleKind.MOMENT, moment.name()));
        }
        return new Moments(told, rules);
    }

    private static Moment moment(Section section, Set<String> seen) {
        var name = section.text("name")
                .must(text -> !text.isBlank() && text.equals(text.strip()), "has blanks around it, or nothing else", "")
                .must(text -> text.length() <= LONGEST_NAME, "is longer than " + LONGEST_NAME + " characters", "")
                .must(seen::add, "is the name of another moment of this journey", "moments have names of their own")
                .required();
        var importance = section.integer("importance")
                .must(
                        number -> number >= 1 && number <= 5,
                        "is not between 1 and 5",
                        "1 is of little weight, 5 decides the relationship");
        return new Moment(
                name,
                section.text("title").orElse(name),
                section.text("owner").orElse(""),
                importance.orElse(3L).intValue());
    }
}
