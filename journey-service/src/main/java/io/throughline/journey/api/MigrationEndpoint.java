package io.throughline.journey.api;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import io.throughline.journey.definition.Migrating;
import io.throughline.journey.v1.ListMigrationsRequest;
import io.throughline.journey.v1.ListMigrationsResponse;
import io.throughline.journey.v1.MigrateJourneysRequest;
import io.throughline.journey.v1.MigrateJourneysResponse;
import io.throughline.journey.v1.MigrationService;
import io.throughline.journey.v1.WithdrawMigrationRequest;
import io.throughline.journey.v1.WithdrawMigrationResponse;
import jakarta.inject.Inject;

/** The door for moving running journeys to another version. */
@GrpcService
public class MigrationEndpoint implements MigrationService {

    private static final int DEFAULT_PAGE = 100;

    private final Migrating migrating;

    @Inject
    public MigrationEndpoint(Migrating migrating) {
        this.migrating = migrating;
    }

    @Override
    public Uni<MigrateJourneysResponse> migrateJourneys(MigrateJourneysRequest request) {
        return migrating.migrate(MigrationMessages.wanted(request)).map(result -> MigrateJourneysResponse.newBuilder()
                .setMigration(MigrationMessages.message(result.migration()))
                .setUnchanged(result.unchanged())
                .build());
    }

    @Override
    public Uni<WithdrawMigrationResponse> withdrawMigration(WithdrawMigrationRequest request) {
        return migrating.withdraw(request.getDefinition(), request.getMigrationId()).map(result -> WithdrawMigrationResponse.newBuilder()
                .setMigration(MigrationMessages.message(result.migration()))
                .setUnchanged(result.unchanged())
                .build());
    }

    /** The page token is the last id of the page before. */
    @Override
    public Uni<ListMigrationsResponse> listMigrations(ListMigrationsRequest request) {
        long before = request.getPageToken().isEmpty() ? Long.MAX_VALUE : Long.parseLong(request.getPageToken());
        int size = request.getPageSize() == 0 ? DEFAULT_PAGE : request.getPageSize();
        return migrating.list(request.getDefinition(), before, size).map(page -> {
            var response = ListMigrationsResponse.newBuilder();
            page.migrations().forEach(migration -> response.addMigrations(MigrationMessages.message(migration)));
            if (page.more()) {
                response.setNextPageToken(Long.toString(page.migrations().getLast().id()));
            }
            return response.build();
        });
    }
}
