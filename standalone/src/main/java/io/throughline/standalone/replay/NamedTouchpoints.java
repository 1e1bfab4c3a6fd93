package io.throughline.standalone.replay;

import io.throughline.kit.document.Section;
import io.throughline.kit.document.Value;
import io.throughline.kit.document.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The touchpoints that definitions name. Interactions of all others belong to no journey of theirs. */
final class NamedTouchpoints {

    private static final List<String> RULES = List.of("entry", "achieved", "exit", "abandonment", "touchpoints", "moments");

    private NamedTouchpoints() {}

    /** Whatever is wrong with a definition, journey-service tells. */
    static Set<String> in(List<Path> definitions) throws IOException {
        var named = new TreeSet<String>();
        for (var file : definitions) {
            var root = YamlDocument.parse(Files.readString(file)).root();
            RULES.stream()
                    .flatMap(rules -> root.values(rules).orElse(List.of()).stream())
                    .flatMap(NamedTouchpoints::ofRule)
                    .forEach(named::add);
        }
        return named;
    }

    private static Stream<String> ofRule(Value rule) {
        return rule.isSection()
                ? rule.section().optional().stream().flatMap(NamedTouchpoints::ofSection)
                : rule.text().optional().stream();
    }

    private static Stream<String> ofSection(Section rule) {
        return rule.texts("touchpoint").orElse(List.of()).stream();
    }
}
