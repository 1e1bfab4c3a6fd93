package io.throughline.orchestration.policy;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;

/** One version of one policy, as it was applied. */
@Entity
@Table(name = "policy")
public class PolicyVersion extends PanacheEntityBase {

    private static final String IN_FORCE =
            "version = (select max(other.version) from PolicyVersion other where other.name = p.name)";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    public String name;

    /** 1, 2, 3… */
    public int version;

    public String title;

    @Column(columnDefinition = "text")
    public String yaml;

    /** The version in force; null when no policy has that name. */
    static Uni<PolicyVersion> inForce(String name) {
        return find("name = ?1 order by version desc", name).firstResult();
    }

    /** The versions in force of at most {@code size} policies whose names come after {@code name}, by name. */
    static Uni<List<PolicyVersion>> inForceAfter(String name, int size) {
        return PolicyVersion.<PolicyVersion>find(
                        "from PolicyVersion p where p.name > ?1 and p." + IN_FORCE + " order by p.name", name)
                .range(0, size - 1)
                .list();
    }
}
