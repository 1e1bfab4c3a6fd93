package io.throughline.identity.resolution;

import static io.throughline.identity.People.crm;
import static io.throughline.identity.People.device;
import static io.throughline.identity.People.email;
import static io.throughline.identity.People.phone;
import static io.throughline.identity.People.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.identity.graph.Evidence;
import io.throughline.identity.graph.Observation;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a call does when another has changed what it had looked at: nothing, so that it can look again. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class LearningIT {

    @Inject
    Database database;

    @Inject
    Resolver resolver;

    @Inject
    EvidenceStore store;

    @Inject
    Learning learning;

    @Inject
    StoredTown town;

    @BeforeEach
    void nobodyIsKnown() {
        town.empty();
    }

    @Test
    void aCustomerWhoHasBecomeAnotherMeanwhileIsLookedUpAgain() {
        resolver.resolve(List.of(seen(email("ann"))));
        resolver.resolve(List.of(seen(phone("1"))));
        var evidence = Evidence.of(List.of(seen(phone("1"), phone("2"))));
        var known = store.known(evidence);

        resolver.resolve(List.of(seen(email("ann"), phone("1"))));

        assertOvertaken(evidence, known);
    }

    @Test
    void anIdentifierThatHasBecomeKnownMeanwhileIsLookedUpAgain() {
        Observation observation = seen(email("ann"), phone("1"));
        var evidence = Evidence.of(List.of(observation));
        var known = store.known(evidence);

        resolver.resolve(List.of(seen(phone("1"))));

        assertOvertaken(evidence, known);
    }

    @Test
    void anIdentifierThatHasLeftMeanwhileIsNotSaidToHaveGoneWithItsFormerCustomer() {
        var older = resolver.resolve(List.of(seen(crm("7")))).getFirst();
        var ann = resolver.resolve(List.of(seen(email("ann"), device("tablet")))).getFirst();
        resolver.resolve(List.of(seen(phone("1"), device("tablet"))));
        var evidence = Evidence.of(List.of(seen(phone("1")), seen(crm("7"), email("ann"))));
        var known = store.known(evidence);

        resolver.resolve(List.of(seen(email("bob"), device("tablet"))));
        var learnt = learn(known.missing(evidence), known);

        assertThat(learnt.holder(email("ann"), known)).isEqualTo(older);
        assertThat(learnt.holder(phone("1"), known)).isEqualTo(ann);
    }

    @Test
    void anIdentifierGoesAlongWhenItsCustomerBecomesAnother() {
        var older = resolver.resolve(List.of(seen(crm("7")))).getFirst();
        resolver.resolve(List.of(seen(email("ann"), phone("1"))));
        var evidence = Evidence.of(List.of(seen(phone("1")), seen(crm("7"), email("ann"))));
        var known = store.known(evidence);

        var learnt = learn(known.missing(evidence), known);

        assertThat(learnt.holder(phone("1"), known)).isEqualTo(older);
    }

    private void assertOvertaken(Evidence evidence, Known known) {
        long identifiers = town.count("identifier");
        assertThatThrownBy(() -> learn(evidence, known)).isInstanceOf(OvertakenException.class);
        assertThat(town.count("identifier")).isEqualTo(identifiers);
    }

    private Learnt learn(Evidence evidence, Known known) {
        return database.inTransaction(transaction -> learning.learn(transaction, evidence, known));
    }
}
