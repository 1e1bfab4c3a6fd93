package io.throughline.orchestration.policy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.throughline.kit.error.Refusal;
import io.throughline.orchestration.decision.core.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Keeps every version of every policy. */
@ApplicationScoped
public class PolicyStore {

    /** Whoever applies the same policy at the same time waits, so that versions rise one by one. */
    private static final String ONE_AT_A_TIME =
            "select cast(pg_advisory_xact_lock(hashtextextended('policy ' || ?1, 0)) as text)";

    /**
     * What applying led to.
     *
     * @param unchanged it was in force already
     */
    public record Applied(PolicyVersion version, boolean unchanged) {}

    /** Puts {@code policy} in force as {@code yaml} words it, unless it is in force already in these words. */
    public Uni<Applied> apply(Policy policy, String yaml) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(ONE_AT_A_TIME, String.class)
                        .setParameter(1, policy.name())
                        .getSingleResult())
                .chain(() -> PolicyVersion.inForce(policy.name()))
                .chain(latest -> latest != null && latest.yaml.equals(yaml)
                        ? Uni.createFrom().item(new Applied(latest, true))
                        : keep(policy, yaml, latest == null ? 1 : latest.version + 1)));
    }

    /** The version in force. Refuses a name that is not known. */
    @WithSession
    public Uni<PolicyVersion> get(String name) {
        return PolicyVersion.inForce(name)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound("policy", name, "no policy has this name"));
    }

    /** The versions in force of at most {@code size} policies whose names come after {@code name}, by name. */
    @WithSession
    public Uni<List<PolicyVersion>> list(String name, int size) {
        return PolicyVersion.inForceAfter(name, size);
    }

    private static Uni<Applied> keep(Policy policy, String yaml, int version) {
        var row = new PolicyVersion();
        row.name = policy.name();
        row.version = version;
        row.title = policy.title();
        row.yaml = yaml;
        return row.<PolicyVersion>persistAndFlush().map(kept -> new Applied(kept, false));
    }
}
