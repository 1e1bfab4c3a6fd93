package io.throughline.journey.api;

import static io.restassured.RestAssured.given;
import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.google.protobuf.Timestamp;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Caller;
import io.throughline.journey.testing.FollowingReader;
import io.throughline.journey.timer.DueTimers;
import io.throughline.journey.v1.ExplainJourneyRequest;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyEvent;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.ListMigrationsRequest;
import io.throughline.journey.v1.MigrateJourneysRequest;
import io.throughline.journey.v1.Migration;
import io.throughline.journey.v1.MigrationServiceGrpc.MigrationServiceBlockingStub;
import io.throughline.journey.v1.WithdrawMigrationRequest;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Running journeys follow another version when they are asked to, and come back. Each test has a definition of its own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class MigrationIT {

    private static final Instant NOW = MONDAY.plus(Duration.ofDays(10));
    private static final String ADA = "ada@example.org";

    @GrpcClient("self")
    MigrationServiceBlockingStub migrations;

    @GrpcClient("self")
    JourneyServiceBlockingStub journeys;

    @Inject
    Beginning beginning;

    @Inject
    Caller caller;

    @Inject
    Database database;

    @Inject
    JourneyFeed feed;

    @Inject
    DueTimers timers;

    @BeforeEach
    void begin() {
        beginning.underThoseApplied();
        beginning.showTime(NOW);
    }

    @AfterEach
    void foldToTheEnd() {
        caller.awaitFolded();
    }

    @Test
    void runningJourneysStayPinnedUntilTheyAreMigrated() {
        applyBoth("pinned");
        caller.record(met(ADA, "pinned.begun", MONDAY), met(ADA, "pinned.sealed", MONDAY.plusSeconds(60)));
        assertThat(only(ADA).getVersion()).isEqualTo(1);

        migrate("pinned", 2, MONDAY.plusSeconds(30));
        caller.awaitFolded();

        var journey = only(ADA);
        assertThat(journey.getVersion()).isEqualTo(2);
        assertThat(journey.getMigratedAt()).isEqualTo(time(MONDAY.plusSeconds(30)));
        assertThat(journey.getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACHIEVED);
    }

    @Test
    void withdrawnItLeavesNoTrace() {
        applyBoth("back");
        for (int i = 0; i < 60; i++) {
            caller.record(met("back" + i + "@example.org", "back.begun", MONDAY.plusSeconds(i)));
        }
        var before = standing();

        var migration = migrate("back", 2, NOW);
        caller.awaitFolded();
        assertThat(standing()).isNotEqualTo(before);
        assertThat(only("back7@example.org").getState()).isEqualTo(JourneyState.JOURNEY_STATE_STALLED);
        caller.record(met("back7@example.org", "back.begun", NOW));
        withdraw("back", migration.getId());
        caller.awaitFolded();

        var after = standing();
        var seventh = only("back7@example.org");
        assertThat(seventh.getVersion()).isEqualTo(1);
        assertThat(seventh.hasMigratedAt()).isFalse();
        assertThat(seventh.getStepsCount()).isEqualTo(2);
        before.remove(seventh.getId());
        after.remove(seventh.getId());
        assertThat(after).isEqualTo(before);
    }

    @Test
    void readersOfTheFeedAreToldOfIt() {
        applyBoth("followed");
        caller.record(met(ADA, "followed.begun", MONDAY));
        var reader = new FollowingReader(feed);
        while (reader.read(100) > 0) {}

        migrate("followed", 2, NOW);
        caller.awaitFolded();
        while (reader.read(100) > 0) {}

        assertThat(reader.standing()).singleElement().satisfies(journey -> {
            assertThat(journey.journey().version()).isEqualTo(2);
            assertThat(journey.revision()).isEqualTo(2);
        });
    }

    /** Whoever touches a journey first brings it up to what is in force, be it a timer that looks too early. */
    @Test
    void readersAreToldOfItAlsoWhenATimerComesBeforeTheBackgroundFolding() {
        applyBoth("timed");
        caller.record(met(ADA, "timed.begun", NOW.minusSeconds(60)));
        var reader = new FollowingReader(feed);
        while (reader.read(100) > 0) {}
        database.run("""
                insert into migration (definition, at, version, from_versions, changed)
                values ('timed', '%s', 2, '{}', nextval(pg_get_serial_sequence('definition', 'id')))
                """.formatted(NOW));
        database.run("update journey set due_at = '" + NOW + "'");

        while (timers.read().due() > 0) {
            timers.fire();
        }
        while (reader.read(100) > 0) {}

        assertThat(only(ADA).getDueAt()).as("the second version stalls").isEqualTo(time(NOW.minusSeconds(60).plus(Duration.ofDays(1))));
        assertThat(reader.standing()).singleElement().satisfies(journey -> assertThat(journey.journey().version()).isEqualTo(2));
    }

    @Test
    void whatArrivesLateIsTakenByTheVersionOfItsTime() {
        applyBoth("late");
        caller.record(met(ADA, "late.begun", MONDAY));
        migrate("late", 2, MONDAY.plusSeconds(100));
        caller.awaitFolded();

        caller.record(met(ADA, "late.done", MONDAY.plusSeconds(50)));

        var journey = only(ADA);
        assertThat(journey.getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACHIEVED);
        assertThat(journey.getVersion()).as("it had ended by the time of the migration").isEqualTo(1);
    }

    @Test
    void anExplanationTellsOfIt() {
        applyBoth("explained");
        caller.record(met(ADA, "explained.begun", MONDAY));
        migrate("explained", 2, MONDAY.plusSeconds(5));
        caller.awaitFolded();
        var id = only(ADA).getId();

        var now = journeys.explainJourney(ExplainJourneyRequest.newBuilder().setJourneyId(id).build());
        assertThat(now.getEventsList())
                .filteredOn(JourneyEvent::hasVersionChange)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getVersionChange().getAt()).isEqualTo(time(MONDAY.plusSeconds(5)));
                    assertThat(event.getVersionChange().getFromVersion()).isEqualTo(1);
                    assertThat(event.getVersionChange().getToVersion()).isEqualTo(2);
                });
        var before = journeys.explainJourney(ExplainJourneyRequest.newBuilder()
                .setJourneyId(id)
                .setAsOf(time(MONDAY.plusSeconds(4)))
                .build());
        assertThat(before.getJourney().getVersion()).isEqualTo(1);
        given().get("/v1/journeys/" + id + "/explanation").then().statusCode(200).body("events.toVersion", hasItem(2));
    }

    @Test
    void askedForAgainItIsTheSame() {
        applyBoth("again");
        var asked = request("again", 2).setAt(time(MONDAY)).addFromVersions(1).build();

        var first = migrations.migrateJourneys(asked);
        var second = migrations.migrateJourneys(asked);

        assertThat(first.getUnchanged()).isFalse();
        assertThat(second.getUnchanged()).isTrue();
        assertThat(second.getMigration().getId()).isEqualTo(first.getMigration().getId());
        assertThat(withdraw("again", first.getMigration().getId()).hasWithdrawnAt()).isTrue();
        assertThat(migrations.withdrawMigration(withdrawal("again", first.getMigration().getId())).getUnchanged()).isTrue();
        assertThat(migrations.migrateJourneys(asked).getUnchanged()).as("withdrawn, it can be asked for anew").isFalse();
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        applyBoth("refused");
        caller.apply("name: refused\ntitle: Refused\nstatus: draft\nentry: refused.begun\nachieved: refused.drafted\n");
        migrate("refused", 2, MONDAY);

        assertRefused(request("nobody", 1), "NOT_FOUND", "no definition is called `nobody`");
        assertRefused(request("refused", 9), "NOT_FOUND", "has a version 9");
        assertRefused(request("refused", 3), "FAILED_PRECONDITION", "version 3 of `refused` is draft");
        assertRefused(request("refused", 0), "INVALID_ARGUMENT", "version");
        assertRefused(request("refused", 2).addFromVersions(2), "INVALID_ARGUMENT", "names 2");
        assertRefused(request("refused", 2).addFromVersions(3), "INVALID_ARGUMENT", "names 3");
        assertRefused(request("refused", 2).setAt(time(NOW.plusSeconds(1))), "INVALID_ARGUMENT", "later than the platform's clock");
        assertRefused(request("refused", 1).setAt(time(MONDAY)), "FAILED_PRECONDITION", "withdraw it first");
        caller.apply("name: refused\ntitle: Refused\nstatus: retired\nentry: refused.begun\nachieved: refused.done\n"
                + "effective_from: 2026-12-31T00:00:00Z\n");
        assertRefused(request("refused", 4), "FAILED_PRECONDITION", "version 4 of `refused` is retired");
    }

    @Test
    void whatIsOlderThanTheHorizonIsNeitherRecordedNorWithdrawn() {
        applyBoth("horizon");
        var old = migrate("horizon", 2, MONDAY);
        database.run("update retention set horizon = '" + MONDAY.plusSeconds(1) + "'");

        assertRefused(request("horizon", 1).setAt(time(MONDAY)), "INVALID_ARGUMENT", "the horizon");
        assertThatThrownBy(() -> withdraw("horizon", old.getId()))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("FAILED_PRECONDITION")
                .hasMessageContaining("the horizon");
        assertThat(migrate("horizon", 1, MONDAY.plusSeconds(1)).getVersion()).isEqualTo(1);
    }

    @Test
    void whileTheClockShowsNothingThereIsNothingToMigrate() {
        applyBoth("timeless");
        database.run("update clock set mode = 'REPLAY', replay_time = null");

        assertRefused(request("timeless", 2), "FAILED_PRECONDITION", "the clock shows nothing yet");
    }

    @Test
    void allAreListedTheNewestFirst() {
        applyBoth("listed");
        var first = migrate("listed", 2, MONDAY);
        var second = migrate("listed", 1, MONDAY.plusSeconds(1));
        withdraw("listed", first.getId());

        var page = migrations.listMigrations(
                ListMigrationsRequest.newBuilder().setDefinition("listed").setPageSize(1).build());
        var rest = migrations.listMigrations(ListMigrationsRequest.newBuilder()
                .setDefinition("listed")
                .setPageToken(page.getNextPageToken())
                .build());

        assertThat(page.getMigrationsList()).extracting(Migration::getId).containsExactly(second.getId());
        assertThat(rest.getMigrationsList()).extracting(Migration::getId).containsExactly(first.getId());
        assertThat(rest.getMigrations(0).hasWithdrawnAt()).isTrue();
        assertThat(rest.getNextPageToken()).isEmpty();
    }

    @Test
    void byHttpItIsTheSame() {
        applyBoth("http");
        caller.record(met(ADA, "http.begun", MONDAY));

        int id = given().post("/v1/definitions/http/migrations?toVersion=2&fromVersion=1&at=" + NOW)
                .then()
                .statusCode(200)
                .body("migration.version", equalTo(2), "migration.fromVersions", contains(1), "unchanged", equalTo(false))
                .extract()
                .path("migration.id");
        caller.awaitFolded();
        given().get("/v1/journeys/" + only(ADA).getId())
                .then()
                .body("version", equalTo(2), "migratedAt", equalTo(NOW.toString()));
        given().delete("/v1/definitions/http/migrations/" + id).then().statusCode(200).body("unchanged", equalTo(false));
        caller.awaitFolded();
        assertThat(only(ADA).getVersion()).isEqualTo(1);
        given().get("/v1/definitions/http/migrations").then().body("migrations.id", contains(id));

        given().post("/v1/definitions/http/migrations").then().statusCode(400).body("detail", containsString("toVersion"));
        given().post("/v1/definitions/http/migrations?toVersion=7").then().statusCode(404);
        given().delete("/v1/definitions/other/migrations/" + id).then().statusCode(404);
    }

    /** The first is achieved by `.done` and never stalls; the second by `.sealed`, and stalls after a day. */
    private void applyBoth(String name) {
        caller.apply("name: %1$s\ntitle: One\nentry: %1$s.begun\nachieved: %1$s.done\n".formatted(name));
        caller.apply(("name: %1$s\ntitle: Two\nentry: %1$s.begun\nachieved: %1$s.sealed\nstall_after: 1d\n"
                        + "effective_from: 2026-12-31T00:00:00Z\n")
                .formatted(name));
        caller.awaitFolded();
    }

    private Migration migrate(String name, int version, Instant at) {
        return migrations.migrateJourneys(request(name, version).setAt(time(at)).build()).getMigration();
    }

    private static MigrateJourneysRequest.Builder request(String name, int version) {
        return MigrateJourneysRequest.newBuilder().setDefinition(name).setVersion(version);
    }

    private Migration withdraw(String name, long id) {
        return migrations.withdrawMigration(withdrawal(name, id)).getMigration();
    }

    private static WithdrawMigrationRequest withdrawal(String name, long id) {
        return WithdrawMigrationRequest.newBuilder().setDefinition(name).setMigrationId(id).build();
    }

    private void assertRefused(MigrateJourneysRequest.Builder request, String code, String words) {
        assertThatThrownBy(() -> migrations.migrateJourneys(request.build()))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining(code)
                .hasMessageContaining(words);
    }

    private Journey only(String email) {
        var found = caller.journeysOf(email);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /** What is stored of each journey, but for its revision. */
    private Map<String, List<Object>> standing() {
        var standing = new HashMap<String, List<Object>>();
        for (var row : database.run("select id, state, due_at, ordinal from journey")) {
            standing.put(
                    row.getUUID(0).toString(),
                    List.of(row.getBuffer(1), String.valueOf(row.getOffsetDateTime(2)), row.getInteger(3)));
        }
        return standing;
    }

    private static Timestamp time(Instant time) {
        return Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()).build();
    }
}
