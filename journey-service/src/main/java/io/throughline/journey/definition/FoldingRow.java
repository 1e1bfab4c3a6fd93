package io.throughline.journey.definition;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A definition through which interactions recorded before are still being folded; {@link FoldingStore} writes it. */
@Entity
@Immutable
@Table(name = "definition_folding")
public class FoldingRow {

    @Id
    String definition;

    protected FoldingRow() {}
}
