package io.throughline.identity.configuration;

import static io.throughline.identity.People.email;
import static io.throughline.identity.People.seen;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.identity.identifier.Identifier;
import io.throughline.identity.identifier.Namespace;
import io.throughline.identity.identifier.Namespace.Kind;
import io.throughline.identity.identifier.Namespaces;
import io.throughline.identity.identifier.Writing.Phone;
import io.throughline.identity.identifier.Writing.Text;
import io.throughline.identity.resolution.Resolver;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The namespaces that the service comes with, and how they may change once there are e-mail addresses. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RecordedNamespacesIT {

    @Inject
    RecordedNamespaces recorded;

    @Inject
    Namespaces configured;

    @Inject
    Resolver resolver;

    @Inject
    Database database;

    @BeforeEach
    void anEmailAddressIsStored() {
        resolver.resolve(List.of(seen(email("ann"))));
    }

    @AfterEach
    void asConfigured() {
        recorded.record(configured);
    }

    @Test
    void aNamespaceWithValuesMayNotBecomeShareable() {
        assertContradicts(with(new Namespace("email", Kind.SHAREABLE, 40, new Text(true))));
    }

    @Test
    void caseMayNotComeToCountInANamespaceWithValues() {
        assertContradicts(with(new Namespace("email", Kind.UNIQUE, 40, new Text(false))));
    }

    @Test
    void aNamespaceWithValuesMayNotBeLeftOut() {
        assertContradicts(without("email"));
    }

    @Test
    void textsMayNotComeToBeTelephoneNumbers() {
        assertContradicts(with(new Namespace("email", Kind.UNIQUE, 40, new Phone(Optional.of("DE")))));
    }

    @Test
    void theCountryOfTelephoneNumbersMayNotChangeUnderThem() {
        var german = with(new Namespace("loyalty", Kind.UNIQUE, 50, new Phone(Optional.of("DE"))));
        recorded.record(german);
        resolver.resolve(List.of(seen(new Identifier("loyalty", "+4930123456"))));

        assertThatThrownBy(() -> recorded.record(with(new Namespace("loyalty", Kind.UNIQUE, 50, new Phone(Optional.of("AT"))))))
                .hasMessageContaining("loyalty (unique, format=phone, region=DE)");
        assertThatThrownBy(() -> recorded.record(configured)).hasMessageContaining("loyalty (unique, format=phone, region=DE)");
        assertThatCode(() -> recorded.record(german)).doesNotThrowAnyException();
        database.run("delete from identifier where namespace = 'loyalty'");
    }

    @Test
    void aPriorityMayChange() {
        assertThatCode(() -> recorded.record(with(new Namespace("email", Kind.UNIQUE, 1, new Text(true)))))
                .doesNotThrowAnyException();
    }

    @Test
    void aNamespaceWithoutValuesMayChangeAndBeAdded() {
        assertThatCode(() -> recorded.record(with(new Namespace("tax-id", Kind.UNIQUE, 1, new Text(false)))))
                .doesNotThrowAnyException();
        assertThatCode(() -> recorded.record(with(new Namespace("tax-id", Kind.SHAREABLE, 1, new Text(true)))))
                .doesNotThrowAnyException();
    }

    private void assertContradicts(Namespaces changed) {
        assertThatThrownBy(() -> recorded.record(changed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("email (unique, folds-case=true)");
    }

    private Namespaces with(Namespace namespace) {
        return new Namespaces(Stream.concat(
                        without(namespace.name()).all().stream(), Stream.of(namespace))
                .toList());
    }

    private Namespaces without(String name) {
        return new Namespaces(configured.all().stream()
                .filter(each -> !each.name().equals(name))
                .toList());
    }
}
