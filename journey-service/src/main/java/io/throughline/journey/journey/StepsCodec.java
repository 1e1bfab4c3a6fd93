package io.throughline.journey.journey;

import com.google.protobuf.InvalidProtocolBufferException;
import io.throughline.journey.fold.Step;
import io.throughline.journey.store.v1.StoredSteps;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads sealed runs of steps. Equal steps are written alike. */
final class StepsCodec {

    private StepsCodec() {}

    static byte[] encode(List<Step> steps) {
        var stored = StoredSteps.newBuilder();
        var words = new Words<String>();
        long before = 0;
        for (var step : steps) {
            long at = Micros.of(step.occurredAt());
            stored.addTouchpoints(words.number(step.touchpoint()));
            stored.addChannels(words.number(step.channel()));
            stored.addAfter(at - before);
            before = at;
        }
        return stored.addAllWords(words.all()).build().toByteArray();
    }

    static List<Step> decode(byte[] bytes) {
        try {
            var stored = StoredSteps.parseFrom(bytes);
            var steps = new ArrayList<Step>(stored.getAfterCount());
            long at = 0;
            for (int i = 0; i < stored.getAfterCount(); i++) {
                at += stored.getAfter(i);
                steps.add(new Step(
                        stored.getWords(stored.getTouchpoints(i)),
                        stored.getWords(stored.getChannels(i)),
                        Micros.instant(at)));
            }
            return steps;
        } catch (InvalidProtocolBufferException damaged) {
            throw new IllegalStateException("sealed steps cannot be read", damaged);
        }
    }
}
