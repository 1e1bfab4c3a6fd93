package io.throughline.journey.intake;

import com.google.rpc.Status;
import java.util.UUID;

/** What became of one interaction of a batch. */
public sealed interface Outcome {

    /** @param repeated it had been recorded before; nothing was changed */
    record Recorded(UUID id, UUID customer, boolean repeated) implements Outcome {}

    record Refused(Status status) implements Outcome {}
}
