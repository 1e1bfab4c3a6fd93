package io.throughline.journey.definition;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/** A migration as it was recorded; it may be withdrawn. */
@Entity
@Table(name = "migration")
public class MigrationRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(nullable = false, updatable = false)
    String definition;

    @Column(nullable = false, updatable = false)
    Instant at;

    @Column(nullable = false, updatable = false)
    int version;

    /** Empty when it takes the journeys of all. */
    @Column(name = "from_versions", nullable = false, updatable = false)
    Integer[] fromVersions;

    /** By the time of day, as all that tells when somebody did something. */
    @Column(name = "recorded_at", nullable = false, updatable = false)
    Instant recordedAt;

    /** {@code null} while it is in force. */
    @Column(name = "withdrawn_at")
    Instant withdrawnAt;

    /** Rises with whatever changes how journeys run. */
    @Column(nullable = false)
    long changed;

    protected MigrationRow() {}

    MigrationRow(String definition, Instant at, int version, Set<Integer> from, Instant recordedAt, long changed) {
        this.definition = definition;
        this.at = at;
        this.version = version;
        this.fromVersions = new TreeSet<>(from).toArray(Integer[]::new);
        this.recordedAt = recordedAt;
        this.changed = changed;
    }

    boolean takesTheSameAs(int version, Set<Integer> from) {
        return this.version == version && from().equals(from);
    }

    Set<Integer> from() {
        return Set.of(fromVersions);
    }
}
