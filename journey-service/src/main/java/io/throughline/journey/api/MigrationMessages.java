package io.throughline.journey.api;

import io.throughline.journey.definition.Migrating;
import io.throughline.journey.definition.RecordedMigration;
import io.throughline.journey.v1.MigrateJourneysRequest;
import io.throughline.journey.v1.Migration;
import java.util.HashSet;
import java.util.Optional;

/** Migrations as the contract words them. */
final class MigrationMessages {

    private MigrationMessages() {}

    static Migrating.Wanted wanted(MigrateJourneysRequest request) {
        return new Migrating.Wanted(
                request.getDefinition(),
                request.getVersion(),
                new HashSet<>(request.getFromVersionsList()),
                request.hasAt() ? Optional.of(JourneyMessages.instant(request.getAt())) : Optional.empty());
    }

    static Migration message(RecordedMigration migration) {
        var message = Migration.newBuilder()
                .setId(migration.id())
                .setDefinition(migration.definition())
                .setVersion(migration.version())
                .addAllFromVersions(migration.from())
                .setAt(JourneyMessages.time(migration.at()))
                .setRecordedAt(JourneyMessages.time(migration.recordedAt()))
                .setFolding(migration.folding());
        migration.withdrawnAt().map(JourneyMessages::time).ifPresent(message::setWithdrawnAt);
        return message.build();
    }
}
