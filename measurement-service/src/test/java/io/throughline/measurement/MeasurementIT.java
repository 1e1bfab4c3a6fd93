package io.throughline.measurement;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.kit.test.PostgresResource;
import io.throughline.measurement.fake.FakeIdentityService;
import io.throughline.measurement.fake.FakeJourneyService;
import io.throughline.measurement.fake.IdentityServicePort;
import io.throughline.measurement.fake.JourneyServicePort;
import jakarta.inject.Inject;

/** The application with a database of its own, started while nobody answers in the place of journey-service and identity-service. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(JourneyServicePort.class)
@QuarkusTestResource(IdentityServicePort.class)
public abstract class MeasurementIT {

    @Inject
    protected FakeJourneyService journeyService;

    @Inject
    protected FakeIdentityService identityService;

    /** Has journey-service there, and waits until it is followed. */
    protected void followJourneyService() {
        journeyService.start();
        journeyService.feed().awaitRead();
    }

    /** Has identity-service there, and waits until it is followed. */
    protected void followIdentityService() {
        identityService.start();
        identityService.awaitRead();
    }
}
