package io.throughline.journey.journey;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.kit.test.PostgresResource;

/** Over the tables as the migrations make them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class FirstLawIT extends FirstLawInTheStore {}
