package io.throughline.journey.fold;

import java.util.UUID;

/** Is told what happens to journeys while they are folded, in the fold's order. */
@FunctionalInterface
public interface Chronicle {

    void tell(UUID journey, Event event);
}
