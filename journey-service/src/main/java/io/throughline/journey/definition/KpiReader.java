package io.throughline.journey.definition;

import io.throughline.kit.document.Section;
import io.throughline.kit.document.Value;
import java.util.List;
import java.util.stream.Stream;

/** Reads which figures count, outcomes apart from outputs: each is a name, or a section. */
final class KpiReader {

    private KpiReader() {}

    static List<Kpi> read(Section root) {
        var names = new PartNames("KPI");
        return root.section("kpis").optional().stream()
                .flatMap(kpis -> Stream.concat(
                        read(kpis, "outcomes", Kpi.Kind.OUTCOME, names), read(kpis, "outputs", Kpi.Kind.OUTPUT, names)))
                .toList();
    }

    private static Stream<Kpi> read(Section kpis, String field, Kpi.Kind kind, PartNames names) {
        return kpis.values(field).orElse(List.of()).stream().flatMap(written -> read(written, kind, names).stream());
    }

    private static List<Kpi> read(Value written, Kpi.Kind kind, PartNames names) {
        if (written.isText()) {
            var name = names.check(written.text()).required();
            return List.of(new Kpi(kind, name, name, ""));
        }
        return written.section().optional().stream().map(section -> kpi(section, kind, names)).toList();
    }

    private static Kpi kpi(Section section, Kpi.Kind kind, PartNames names) {
        var name = names.check(section.text("name")).required();
        return new Kpi(kind, name, section.text("title").orElse(name), section.text("target").orElse(""));
    }
}
