package io.throughline.journey.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How interactions are taken in. */
@ConfigMapping(prefix = "throughline.intake")
public interface IntakeConfiguration {

    /** Append transactions in flight in this replica, at least 1. More make a database wait, not work. */
    @WithDefault("4")
    int transactions();

    /** Batches of one stream in the service at once, at least 1: one is written while others are prepared. */
    @WithDefault("3")
    int batchesOfStream();

    /** Known sets of identifiers kept in memory, at least 1; each takes some 300 bytes. */
    @WithDefault("100000")
    int knownIdentifierSets();
}
