package io.throughline.standalone.mapping;

import java.util.Optional;

/** Where feedback comes from: answers as whole numbers, and a comment. */
public record FeedbackSource(
        Optional<TextSource> nps, Optional<TextSource> csat, Optional<TextSource> ces, Optional<TextSource> comment) {

    public static final FeedbackSource NONE =
            new FeedbackSource(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
