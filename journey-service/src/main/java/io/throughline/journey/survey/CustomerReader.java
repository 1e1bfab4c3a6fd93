package io.throughline.journey.survey;

import io.throughline.journey.fold.Interaction;

/** Is handed what is recorded, customer after customer. */
public interface CustomerReader {

    /** The next interaction of the present customer, in the fold's order. */
    void take(Interaction interaction);

    /** There are no more of the present customer; those that follow are another's. */
    void endOfCustomer();
}
