package io.throughline.measurement;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.kit.test.PostgresResource;
import io.throughline.measurement.fake.FakeJourneyService;
import io.throughline.measurement.fake.JourneyServicePort;
import jakarta.inject.Inject;

/** The application with a database of its own, started while nobody answers in journey-service's place. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(JourneyServicePort.class)
public abstract class MeasurementIT {

    @Inject
    protected FakeJourneyService journeyService;

    /** Has journey-service there, and waits until it is followed. */
    protected void followJourneyService() {
        journeyService.start();
        journeyService.feed().awaitRead();
    }
}
