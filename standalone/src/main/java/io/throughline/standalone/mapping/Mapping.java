package io.throughline.standalone.mapping;

import java.nio.file.Path;
import java.util.List;

/**
 * How a log becomes interactions.
 *
 * @param file where the mapping stands, to say where a mistake is
 * @param journeys definitions that are applied when none is named
 */
public record Mapping(Path file, List<Path> journeys, LogFormat log, LineFilter filter, InteractionForm form) {}
