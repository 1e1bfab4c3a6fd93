package io.throughline.identity.resolution;

import static io.throughline.identity.People.crm;
import static io.throughline.identity.People.device;
import static io.throughline.identity.People.email;
import static io.throughline.identity.People.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.identity.Oracle;
import io.throughline.identity.RandomObservations;
import io.throughline.identity.Seeds;
import io.throughline.identity.attribute.Survivorship;
import io.throughline.identity.customer.CustomerFeed;
import io.throughline.identity.customer.CustomerStore;
import io.throughline.identity.graph.Observation;
import io.throughline.identity.identifier.BlockedValues;
import io.throughline.identity.identifier.Namespace;
import io.throughline.identity.identifier.Namespaces;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is blocked and whenever, customers are those of the evidence without it; and as before once it is blocked no more. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BlockingLawIT {

    @Inject
    Database database;

    @Inject
    EvidenceStore store;

    @Inject
    CustomerFeed feed;

    @Inject
    CustomerStore customers;

    @Inject
    Namespaces configured;

    @Inject
    Survivorship survivorship;

    @Inject
    InstantSource clock;

    @Inject
    StoredTown town;

    /** A replica that was started with {@code namespaces}. */
    private final class Replica {

        private final Namespaces namespaces;
        private final Resolver resolver;
        private final Blocking blocking;

        Replica(Namespaces namespaces) {
            this.namespaces = namespaces;
            var learning = new Learning(store, feed, namespaces, survivorship, clock);
            this.resolver = new Resolver(database, store, learning, feed);
            this.blocking = new Blocking(
                    database, learning, new Relearning(database, learning, feed, namespaces), feed, namespaces);
        }
    }

    @BeforeEach
    void nobodyIsKnown() {
        town.empty();
        database.run("update namespace set blocked = null");
    }

    @AfterEach
    void nothingIsBlocked() {
        nobodyIsKnown();
    }

    private Namespaces blocking(Map<String, String> patterns) {
        return new Namespaces(configured.all().stream()
                .map(each -> new Namespace(
                        each.name(),
                        each.kind(),
                        each.priority(),
                        each.writing(),
                        patterns.containsKey(each.name())
                                ? BlockedValues.of(List.of(patterns.get(each.name())), false)
                                : BlockedValues.NONE))
                .toList());
    }

    @Test
    void itDoesNotMatterWhenAValueIsBlocked() {
        for (long seed : Seeds.upTo(12)) {
            var random = new Random(seed);
            var observations = RandomObservations.of(random, 40, 8);
            var open = new Replica(configured);
            var closed = new Replica(blocking(Map.of("crm", "v[01]", "email", "v2", "device", "v[34]")));
            nobodyIsKnown();

            int cut = random.nextInt(observations.size());
            RandomObservations.cut(random, observations.subList(0, cut), 6).forEach(open.resolver::resolve);
            closed.blocking.run();
            assertThat(town.customers())
                    .as("blocked after some were seen; %s", Seeds.named(seed))
                    .isEqualTo(Oracle.customers(observations.subList(0, cut), closed.namespaces));
            RandomObservations.cut(random, observations.subList(cut, observations.size()), 6).forEach(closed.resolver::resolve);
            assertThat(town.customers())
                    .as("seen after it was blocked; %s", Seeds.named(seed))
                    .isEqualTo(Oracle.customers(observations, closed.namespaces));

            open.blocking.run();
            assertThat(town.customers())
                    .as("blocked no more; %s", Seeds.named(seed))
                    .isEqualTo(Oracle.customers(observations));
            assertThat(town.count("doubted_value") + town.count("unlearnt_link")).isZero();
        }
    }

    @Test
    void whoWasOneIsTheSameOneAgain() {
        for (long seed : Seeds.upTo(12)) {
            var random = new Random(seed);
            var open = new Replica(configured);
            nobodyIsKnown();
            RandomObservations.cut(random, RandomObservations.of(random, 40, 8), 6).forEach(open.resolver::resolve);
            var before = town.holders();

            new Replica(blocking(Map.of("crm", "v[01]", "email", "v[23]", "cookie", "v4"))).blocking.run();
            open.blocking.run();

            assertThat(town.holders()).as(Seeds.named(seed)).isEqualTo(before);
        }
    }

    @Test
    void aPlaceholderThatJoinedPeopleAndGaveDevicesAwayIsTakenOut() {
        var open = new Replica(configured);
        open.resolver.resolve(List.of(
                seen(crm("1"), email("unknown@example.org"), device("tablet")),
                seen(crm("2"), email("unknown@example.org")),
                seen(crm("3"), device("tablet-3")),
                seen(email("unknown@example.org"), device("tablet-3")),
                seen(email("eve@example.org"), device("tablet-3"))));
        var follower = new Follower(feed, customers);
        follower.catchUp(10);
        assertThat(town.holders().get(crm("1"))).isEqualTo(town.holders().get(crm("2")));
        assertThat(town.holders().get(crm("3"))).isNotEqualTo(town.holders().get(device("tablet-3")));

        new Replica(blocking(Map.of("email", "unknown@.*"))).blocking.run();

        var holders = town.holders();
        assertThat(holders.get(crm("1"))).isNotEqualTo(holders.get(crm("2"))).isEqualTo(holders.get(device("tablet")));
        assertThat(holders.get(crm("3"))).isEqualTo(holders.get(device("tablet-3"))).isEqualTo(holders.get(email("eve@example.org")));
        follower.catchUp(10);
        town.keys().forEach((identifier, key) -> assertThat(follower.holder(holders.get(identifier), identifier, key))
                .contains(holders.get(identifier)));
    }

    /** Of a value that was seen with thousands only some are read, and these may all be blocked. */
    @Test
    void whatIsSharedBesideAllThatIsBlockedStaysShared() {
        var open = new Replica(configured);
        var observations = new ArrayList<Observation>();
        for (int i = 0; i < 10; i++) {
            observations.add(seen(email("unknown-" + i), device("kiosk")));
        }
        observations.add(seen(crm("1"), device("kiosk")));
        observations.add(seen(crm("2"), device("kiosk")));
        observations.forEach(observation -> open.resolver.resolve(List.of(observation)));

        var closed = new Replica(blocking(Map.of("email", "unknown-.*")));
        closed.blocking.run();

        assertThat(town.customers()).isEqualTo(Oracle.customers(observations, closed.namespaces));
    }

    @Test
    void nothingIsLookedAtAgainWhileTheSameIsBlocked() {
        var closed = new Replica(blocking(Map.of("email", "v2")));
        closed.resolver.resolve(List.of(seen(crm("1"), email("v2"))));
        closed.blocking.run();
        database.run("update identifier set held_back = false where namespace = 'email'");

        closed.blocking.run();

        assertThat(database.run("select held_back from identifier where namespace = 'email'"))
                .extracting(row -> row.getBoolean(0))
                .containsExactly(false);
    }
}
