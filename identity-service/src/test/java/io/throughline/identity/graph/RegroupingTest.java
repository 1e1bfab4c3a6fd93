package io.throughline.identity.graph;

import static io.throughline.identity.People.NAMESPACES;
import static io.throughline.identity.People.crm;
import static io.throughline.identity.People.device;
import static io.throughline.identity.People.email;
import static io.throughline.identity.People.phone;
import static io.throughline.identity.People.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.identity.Oracle;
import io.throughline.identity.RandomObservations;
import io.throughline.identity.Seeds;
import io.throughline.identity.graph.Touched.Opened;
import io.throughline.identity.identifier.Identifier;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RegroupingTest {

    private static final UUID OLDEST = id(1);
    private static final UUID OLDER = id(2);
    private static final UUID YOUNGER = id(3);
    private static final UUID NEW = id(9);

    private static final Supplier<UUID> ONE_NEW_ID = () -> NEW;

    @Test
    void customersAreThoseWhomAcceptedLinksConnect() {
        for (long seed : Seeds.upTo(300)) {
            var random = new Random(seed);
            var observations = RandomObservations.of(random, 1 + random.nextInt(40), 2 + random.nextInt(12));

            var regrouping = regroup(observations, UUID::randomUUID);

            assertThat(groups(regrouping)).as(Seeds.named(seed)).isEqualTo(Oracle.customers(observations));
        }
    }

    @Test
    void aNewCustomerIsFoundedOnTheSurestIdentifier() {
        var regrouping = regroup(List.of(seen(device("tv"), email("ann"), phone("1"))), ONE_NEW_ID);

        assertThat(regrouping.founded()).isEqualTo(Map.of(NEW, email("ann")));
    }

    @Test
    void anIdentifierSeenWithAKnownOneIsItsHolders() {
        var regrouping = Regrouping.of(
                evidence(seen(email("ann"), phone("1"))),
                new Touched(Map.of(email("ann"), OLDER), Set.of(), Opened.NONE),
                NAMESPACES,
                ONE_NEW_ID);

        assertThat(regrouping.holders()).isEqualTo(Map.of(email("ann"), OLDER, phone("1"), OLDER));
        assertThat(regrouping.founded()).isEmpty();
    }

    @Test
    void whenCustomersMeetTheOldestStays() {
        var regrouping = Regrouping.of(
                evidence(seen(crm("7"), email("ann")), seen(email("ann"), phone("1"))),
                new Touched(
                        Map.of(crm("7"), YOUNGER, email("ann"), OLDEST, phone("1"), OLDER), Set.of(), Opened.NONE),
                NAMESPACES,
                ONE_NEW_ID);

        assertThat(regrouping.merged()).isEqualTo(Map.of(YOUNGER, OLDEST, OLDER, OLDEST));
    }

    @Test
    void aSharedDeviceJoinsNobody() {
        var regrouping = regroup(
                List.of(seen(device("tv"), email("ann")), seen(device("tv"), email("bob"))), UUID::randomUUID);

        assertThat(groups(regrouping))
                .isEqualTo(Set.of(Set.of(device("tv")), Set.of(email("ann")), Set.of(email("bob"))));
    }

    @Test
    void oneDeviceWithOneEmailAndOnePhoneIsOneCustomers() {
        var regrouping = regroup(
                List.of(seen(device("tv"), email("ann")), seen(device("tv"), phone("1"))), UUID::randomUUID);

        assertThat(groups(regrouping)).isEqualTo(Set.of(Set.of(device("tv"), email("ann"), phone("1"))));
    }

    @Test
    void afterASplitAnIdGoesWithItsFounderAndAPartWithoutGetsANewOne() {
        // Ann and her phone were one through the tablet, which turns out to be the family's.
        var opened = new Opened(
                Map.of(email("ann"), OLDER, device("tablet"), OLDER, phone("1"), OLDER),
                Set.of(
                        Link.between(email("ann"), device("tablet")),
                        Link.between(phone("1"), device("tablet"))),
                Map.of(email("ann"), OLDER, phone("1"), YOUNGER));

        var regrouping = Regrouping.of(
                evidence(seen(device("tablet"), email("bob"))),
                new Touched(Map.of(device("tablet"), OLDER), Set.of(device("tablet")), opened),
                NAMESPACES,
                new Supplier<>() {
                    private int next = 9;

                    @Override
                    public UUID get() {
                        return id(next++);
                    }
                });

        assertThat(regrouping.holders()).containsEntry(email("ann"), OLDER).containsEntry(phone("1"), YOUNGER);
        assertThat(regrouping.founded().values()).containsExactlyInAnyOrder(device("tablet"), email("bob"));
        assertThat(regrouping.merged()).isEmpty();
    }

    private static Regrouping regroup(List<Observation> observations, Supplier<UUID> newIds) {
        var evidence = Evidence.of(observations);
        var shared = SharedValues.among(evidence.links().keySet(), NAMESPACES);
        return Regrouping.of(evidence, new Touched(Map.of(), shared, Opened.NONE), NAMESPACES, newIds);
    }

    private static Evidence evidence(Observation... observations) {
        return Evidence.of(List.of(observations));
    }

    private static Set<Set<Identifier>> groups(Regrouping regrouping) {
        var holders = regrouping.holders();
        return new HashSet<>(holders.keySet().stream()
                .collect(Collectors.groupingBy(holders::get, Collectors.toSet()))
                .values());
    }

    private static UUID id(int age) {
        return new UUID(age << 16 | 0x7000, 0x8000000000000000L);
    }
}
