package io.throughline.journey.definition;

import io.throughline.kit.document.Section;
import java.util.List;

/** Reads the personas. */
final class PersonaReader {

    private PersonaReader() {}

    static List<Persona> read(Section root) {
        var names = new PartNames("persona");
        return root.sections("personas").orElse(List.of()).stream()
                .map(section -> persona(section, names))
                .toList();
    }

    private static Persona persona(Section section, PartNames names) {
        var name = names.check(section.text("name")).required();
        var when = section.text("when");
        if (!when.isGiven()) {
            section.problem("when", "is missing", "say which customers they are: customer.attributes.age < 30");
        }
        Conditions.overCustomer(when);
        return new Persona(name, section.text("title").orElse(name), when.orElse("").strip());
    }
}
