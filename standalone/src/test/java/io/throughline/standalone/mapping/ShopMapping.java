package io.throughline.standalone.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.v1.Interaction;
import io.throughline.standalone.mapping.MappedLine.Mapped;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Mappings of a shop's log, and what they make of its lines. */
final class ShopMapping {

    /** The least that a mapping says. */
    static final String SIMPLE = """
            mapping: shop
            occurred_at: time
            identifiers: {crm: who}
            channel: {constant: web}
            touchpoint: what
            """;

    private ShopMapping() {}

    /** The interaction of the only line below the head. */
    static Interaction only(String mapping, String... lines) {
        var mapped = map(mapping, lines);
        assertThat(mapped).singleElement().isInstanceOf(Mapped.class);
        return ((Mapped) mapped.getFirst()).interaction();
    }

    static List<MappedLine> map(String yaml, String... lines) {
        try {
            var mapping = parse(yaml);
            var mapped = new ArrayList<MappedLine>();
            try (var reader = DelimitedLogReader.open(new StringReader(String.join("\n", lines)), mapping.log())) {
                var mapper = mapper(mapping, reader.columns());
                for (var line = reader.next(); line.isPresent(); line = reader.next()) {
                    mapped.add(mapper.map(line.get()));
                }
            }
            return mapped;
        } catch (IOException | MappingProblems failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static InteractionMapper mapper(Mapping mapping, Columns columns) throws MappingProblems {
        try {
            return new InteractionMapper(mapping, columns);
        } catch (MissingColumns missing) {
            throw MappingProblems.of(mapping, missing);
        }
    }

    /** As the file shop.mapping.yaml. */
    static Mapping parse(String yaml) throws MappingProblems {
        return MappingReader.parse(Path.of("shop.mapping.yaml"), yaml);
    }
}
