package io.throughline.standalone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.throughline.journey.v1.Migration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationReportTest {

    private static final Migration MIGRATION = Migration.newBuilder()
            .setId(7)
            .setDefinition("pay-bill")
            .setVersion(2)
            .setAt(Timestamp.newBuilder().setSeconds(1_767_225_600))
            .build();

    @Test
    void itSaysWhatBecomesOfWhichJourneys() {
        assertThat(MigrationReport.of(MIGRATION.toBuilder().setFolding(true).build(), false).lines())
                .containsExactly(
                        "migration 7 of pay-bill: journeys under way at 2026-01-01T00:00:00Z follow version 2",
                        "journeys are brought up to it in the background");
    }

    @Test
    void itSaysWhenItWasSoAlready() {
        assertThat(MigrationReport.of(MIGRATION, true)).startsWith("nothing was changed: migration 7");
    }

    @Test
    void theVersionsWhoseJourneysItTakesAndItsWithdrawalAreNamed() {
        var migration = MIGRATION.toBuilder()
                .addFromVersions(1)
                .addFromVersions(3)
                .setWithdrawnAt(Timestamp.newBuilder().setSeconds(1_767_225_601))
                .build();

        assertThat(MigrationReport.of(List.of(migration, MIGRATION)).lines())
                .hasSize(2)
                .first()
                .isEqualTo("migration 7 of pay-bill: journeys under way at 2026-01-01T00:00:00Z by version 1 or 3 follow version 2;"
                        + " withdrawn at 2026-01-01T00:00:01Z");
    }

    @Test
    void thereMayBeNone() {
        assertThat(MigrationReport.of(List.of())).startsWith("no journey of this definition was ever migrated");
    }
}
