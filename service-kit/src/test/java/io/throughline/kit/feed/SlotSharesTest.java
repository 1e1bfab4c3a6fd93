package io.throughline.kit.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SlotSharesTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    @Test
    void whoIsAloneTakesAll() {
        var shares = SlotShares.of(ONE, Set.of(ONE), Map.of());

        assertThat(shares.held()).hasSize(Slots.COUNT);
        assertThat(shares.isShort()).isFalse();
    }

    @Test
    void whatAnotherHoldsIsNotTakenButWaitedFor() {
        var shares = SlotShares.of(OTHER, Set.of(ONE, OTHER), allHeldBy(ONE));

        assertThat(shares.held()).isEmpty();
        assertThat(shares.isShort()).isTrue();
    }

    @Test
    void whatIsTooMuchIsGivenBack() {
        var shares = SlotShares.of(ONE, Set.of(ONE, OTHER), allHeldBy(ONE));

        assertThat(shares.held()).hasSize(Slots.COUNT / 2);
        assertThat(shares.givenBack()).hasSize(Slots.COUNT / 2).doesNotContainAnyElementsOf(shares.held());
    }

    @Test
    void whatSomebodyHeldWhoIsGoneIsTaken() {
        assertThat(SlotShares.of(OTHER, Set.of(OTHER), allHeldBy(ONE)).taken()).hasSize(Slots.COUNT);
    }

    @Test
    void whoeverComesAndGoesInTheEndAllHaveEquallyMany() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var followers = new ArrayList<UUID>();
            var holders = new HashMap<Integer, UUID>();
            for (int event = random.nextInt(20); event >= 0; event--) {
                comeOrGo(random, followers);
                look(random, followers, holders);
            }
            if (followers.isEmpty()) {
                continue;
            }
            // Twice: first what is too much is given back, then it is taken.
            followers.forEach(follower -> look(follower, followers, holders));
            followers.forEach(follower -> look(follower, followers, holders));

            assertThat(holders).as("seed %d, round %d", seed, round).hasSize(Slots.COUNT);
            for (var follower : followers) {
                long held = holders.values().stream().filter(follower::equals).count();
                assertThat(held)
                        .as("seed %d, round %d, of %d followers", seed, round, followers.size())
                        .isBetween(
                                (long) Slots.COUNT / followers.size(),
                                (long) Math.ceilDiv(Slots.COUNT, followers.size()));
            }
        }
    }

    private static void comeOrGo(Random random, List<UUID> followers) {
        if (followers.isEmpty() || random.nextInt(3) > 0) {
            followers.add(new UUID(random.nextLong(), random.nextLong()));
        } else {
            followers.remove(random.nextInt(followers.size()));
        }
    }

    private static void look(Random random, List<UUID> followers, Map<Integer, UUID> holders) {
        if (!followers.isEmpty()) {
            look(followers.get(random.nextInt(followers.size())), followers, holders);
        }
    }

    private static void look(UUID follower, List<UUID> followers, Map<Integer, UUID> holders) {
        var shares = SlotShares.of(follower, new HashSet<>(followers), holders);
        shares.givenBack().forEach(holders::remove);
        shares.taken().forEach(slot -> {
            assertThat(followers).as("whoever is there keeps what he holds").doesNotContain(holders.get(slot));
            holders.put(slot, follower);
        });
    }

    private static Map<Integer, UUID> allHeldBy(UUID holder) {
        var holders = new HashMap<Integer, UUID>();
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            holders.put(slot, holder);
        }
        return holders;
    }
}
