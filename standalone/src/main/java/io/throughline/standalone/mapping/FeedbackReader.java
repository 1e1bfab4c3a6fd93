package io.throughline.standalone.mapping;

import io.throughline.journey.v1.Feedback;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads feedback from a line: whole numbers for answers (8.0 is 8), text for a comment. */
final class FeedbackReader {

    private final Function<List<String>, Optional<String>> nps;
    private final Function<List<String>, Optional<String>> csat;
    private final Function<List<String>, Optional<String>> ces;
    private final Function<List<String>, Optional<String>> comment;
    private final NumberFormat numbers;

    FeedbackReader(FeedbackSource source, Binding binding, NumberFormat numbers) {
        this.nps = bound(source.nps(), binding);
        this.csat = bound(source.csat(), binding);
        this.ces = bound(source.ces(), binding);
        this.comment = bound(source.comment(), binding);
        this.numbers = numbers;
    }

    Optional<Feedback> read(List<String> cells) {
        var feedback = Feedback.newBuilder();
        answer("nps", nps.apply(cells)).ifPresent(feedback::setNps);
        answer("csat", csat.apply(cells)).ifPresent(feedback::setCsat);
        answer("ces", ces.apply(cells)).ifPresent(feedback::setCes);
        comment.apply(cells).ifPresent(feedback::setComment);
        var read = feedback.build();
        return read.equals(Feedback.getDefaultInstance()) ? Optional.empty() : Optional.of(read);
    }

    private Optional<Integer> answer(String part, Optional<String> text) {
        return text.map(written -> {
            try {
                return numbers.parse(written).orElseThrow(ArithmeticException::new).intValueExact();
            } catch (ArithmeticException notWhole) {
                throw new RejectedLine("feedback." + part, "is not a whole number", written, numbers.remedyToWhole(written));
            }
        });
    }

    private static Function<List<String>, Optional<String>> bound(Optional<TextSource> source, Binding binding) {
        return source.map(binding::text).orElse(_ -> Optional.empty());
    }
}
