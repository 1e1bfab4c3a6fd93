package io.throughline.measurement.api;

import io.throughline.measurement.scorecard.Scorecard;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "States", description = "Journeys in all, and by state")
record StatesView(long total, long active, long stalled, long achieved, long abandoned, long exited) {

    static StatesView of(Scorecard.States states) {
        return new StatesView(
                states.journeys(),
                states.active(),
                states.stalled(),
                states.achieved(),
                states.abandoned(),
                states.exited());
    }
}
