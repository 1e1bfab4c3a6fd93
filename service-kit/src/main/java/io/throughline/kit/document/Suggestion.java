package io.throughline.kit.document;

import static java.util.Comparator.comparingDouble;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody probably meant to write. */
public final class Suggestion {

    private static final JaroWinklerSimilarity LIKENESS = new JaroWinklerSimilarity();
    private static final LevenshteinDistance STEPS = LevenshteinDistance.getDefaultInstance();
    private static final double ALIKE = 0.85;

    private Suggestion() {}

    /** The one of {@code known} that {@code written} is most like; empty when none is like it. */
    public static Optional<String> closest(String written, Collection<String> known) {
        var lower = plain(written);
        return known.stream()
                .filter(word -> isLike(lower, plain(word)))
                .max(comparingDouble((String word) -> LIKENESS.apply(lower, plain(word)))
                        // The later of equals in the alphabet, so that the answer does not depend on the set's order.
                        .thenComparing(word -> word));
    }

    /** {@code did you mean `x`?}, or else {@code instead}. */
    public static String didYouMean(String written, Collection<String> known, String instead) {
        return closest(written, known).map(word -> "did you mean `" + word + "`?").orElse(instead);
    }

    private static boolean isLike(String written, String word) {
        return written.equals(word)
                || STEPS.apply(written, word) <= (word.length() > 4 ? 2 : 1)
                || LIKENESS.apply(written, word) >= ALIKE;
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
