package io.throughline.standalone.mapping;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a log becomes interactions.
 *
 * @param file where the mapping stands, to say where a mistake is
 * @param journeys definitions that are applied when none is named
 * @param logLines where the mapping says how the log is written down, by those keys that
 *     a header may not fit; {@code ""} for the section as a whole
 */
public record Mapping(
        Path file,
        List<Path> journeys,
        LogFormat log,
        Map<String, Integer> logLines,
        LineFilter filter,
        InteractionForm form) {

    /** The line on which {@code log.key} stands, or would have to. */
    int logLine(String key) {
        return logLines.getOrDefault(key, logLines.getOrDefault("", 1));
    }
}
