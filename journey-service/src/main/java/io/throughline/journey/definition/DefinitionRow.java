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

    /** See {@link DefinitionStatus#word}. */
    @Column(nullable = false, updatable = false)
    String status;

    /** {@code null} on the first version that came into force, and on a draft that names none. */
    @Column(name = "effective_from", updatable = false)
    Instant effectiveFrom;

    protected DefinitionRow() {}

    DefinitionRow(Draft draft, Succession.Next next) {
        this.name = draft.map().name();
        this.version = next.version();
        this.yaml = draft.yaml();
        this.status = draft.map().status().word();
        this.effectiveFrom = next.effectiveFrom().orElse(null);
    }

    /** Whether it is, or was, in force. */
    boolean cameIntoForce() {
        return !status.equals(DefinitionStatus.DRAFT.word());
    }
}
