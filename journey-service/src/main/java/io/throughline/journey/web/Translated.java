package io.throughline.journey.web;

import com.google.rpc.BadRequest.FieldViolation;
import io.throughline.journey.v1.Interaction;
import java.util.List;

/** What became of one item that came by HTTP before it is recorded. */
sealed interface Translated {

    /** Where the item stands in the request: {@code batch[3]}; empty when the request is the item. */
    String place();

    /** @param words how the sender's own words are for the fields of the interaction */
    record Readable(String place, Interaction interaction, FieldWords words) implements Translated {}

    record Unreadable(String place, List<FieldViolation> violations) implements Translated {}
}
