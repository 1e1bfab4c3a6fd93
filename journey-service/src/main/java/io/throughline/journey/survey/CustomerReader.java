package io.throughline.journey.survey;

import io.throughline.journey.fold.Interaction;
import java.util.UUID;

/** Is handed what is recorded, customer after customer. */
public interface CustomerReader {

    /** The next interaction of the present customer, in the fold's order. */
    void take(Interaction interaction);

    /** There are no more of {@code customer}, the present one; those that follow are another's. */
    void endOfCustomer(UUID customer);
}
