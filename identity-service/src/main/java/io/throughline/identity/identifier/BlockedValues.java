package io.throughline.identity.identifier;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Values that stand where nobody knew better, {@code unknown@example.org} or zeros: they say of nobody who it is.
 *
 * @param patterns regular expressions ({@link Pattern}); a value is blocked when one of them matches all of it
 */
public record BlockedValues(List<Pattern> patterns) {

    public static final BlockedValues NONE = new BlockedValues(List.of());

    public BlockedValues {
        patterns = List.copyOf(patterns);
    }

    /** @throws PatternSyntaxException for what is no regular expression */
    public static BlockedValues of(List<String> patterns, boolean foldsCase) {
        int flags = foldsCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        return new BlockedValues(
                patterns.stream().map(pattern -> Pattern.compile(pattern, flags)).toList());
    }

    /** As they were written. */
    public List<String> written() {
        return patterns.stream().map(Pattern::pattern).toList();
    }

    boolean hold(String value) {
        for (var pattern : patterns) {
            if (pattern.matcher(value).matches()) {
                return true;
            }
        }
        return false;
    }
}
