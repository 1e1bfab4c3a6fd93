package io.throughline.journey.definition;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One version of a definition, as it was applied. Never changed. */
@Entity
@Table(name = "definition")
public class DefinitionRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(nullable = false, updatable = false)
    String name;

    @Column(nullable = false, updatable = false)
    int version;

    @Column(nullable = false, updatable = false)
    String yaml;

    /** {@code null} on the first version. */
    @Column(name = "effective_from", updatable = false)
    Instant effectiveFrom;

    protected DefinitionRow() {}

    DefinitionRow(String name, Succession.Next next, String yaml) {
        this.name = name;
        this.version = next.version();
        this.yaml = yaml;
        this.effectiveFrom = next.effectiveFrom().orElse(null);
    }
}
