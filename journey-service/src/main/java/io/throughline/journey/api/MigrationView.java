package io.throughline.journey.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.journey.definition.Migrating;
import io.throughline.journey.definition.RecordedMigration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Migration", description = "From a time on, journeys under way then follow another version of their definition")
@JsonInclude(JsonInclude.Include.NON_NULL)
record MigrationView(
        long id,
        @Schema(description = "Name of the definition") String definition,
        @Schema(description = "The version that journeys follow from then on") int version,
        @Schema(description = "The versions whose journeys it takes; empty when it takes all") List<Integer> fromVersions,
        Instant at,
        @Schema(description = "When it was asked for, by the time of day") Instant recordedAt,
        @Schema(description = "When it was withdrawn, by the time of day; none while it is in force") Instant withdrawnAt,
        @Schema(description = "Journeys of the definition are still being brought up to what is in force") boolean folding) {

    static MigrationView of(RecordedMigration migration) {
        return new MigrationView(
                migration.id(),
                migration.definition(),
                migration.version(),
                List.copyOf(migration.from()),
                migration.at(),
                migration.recordedAt(),
                migration.withdrawnAt().orElse(null),
                migration.folding());
    }

    @Schema(name = "MigrationResult", description = "What recording or withdrawing came to")
    record ResultView(
            @Schema(description = "As it stands now") MigrationView migration,
            @Schema(description = "It was so already; nothing was changed") boolean unchanged) {

        static ResultView of(Migrating.Result result) {
            return new ResultView(MigrationView.of(result.migration()), result.unchanged());
        }
    }

    @Schema(name = "Migrations", description = "A page of migrations")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PageView(
            @Schema(description = "Those recorded last first") List<MigrationView> migrations,
            @Schema(description = "None on the last page") String nextPageToken) {

        static PageView of(Migrating.Page page) {
            var views = page.migrations().stream().map(MigrationView::of).toList();
            return new PageView(views, page.more() ? Long.toString(views.getLast().id()) : null);
        }
    }
}
