package io.throughline.standalone.mapping;

import io.throughline.standalone.mapping.LogLine.Cells;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the events of a log in XES as records. Its columns are all keys that any event or trace has, so the file is read
 * twice; what is not well-formed in it shows before anything of it is used. The number of an event counts them from 1.
 */
final class XesLogReader implements LogReader {

    private final XesEvents events;
    private final Columns columns;
    private final boolean trim;
    private long number;

    private XesLogReader(XesEvents events, Columns columns, boolean trim) {
        this.events = events;
        this.columns = columns;
        this.trim = trim;
    }

    /**
     * @throws EmptyLog when it has no event
     * @throws BrokenLog when it is no XES, or not well-formed
     */
    static XesLogReader open(LogFile log, LogFormat format) throws IOException {
        return new XesLogReader(XesEvents.open(log), columns(log), format.trim());
    }

    private static Columns columns(LogFile log) throws IOException {
        var keys = new LinkedHashSet<String>();
        try (var events = XesEvents.open(log)) {
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                event.get().keySet().stream().sorted().forEach(keys::add);
            }
        }
        if (keys.isEmpty()) {
            throw new EmptyLog("is XES without any event");
        }
        return Columns.named(List.copyOf(keys));
    }

    @Override
    public Columns columns() {
        return columns;
    }

    @Override
    public Optional<LogLine> next() throws IOException {
        return events.next().map(this::cells);
    }

    @Override
    public void close() throws IOException {
        events.close();
    }

    private Cells cells(Map<String, String> values) {
        number++;
        return new Cells(
                number,
                columns.names().stream()
                        .map(key -> values.getOrDefault(key, ""))
                        .map(value -> trim ? value.strip() : value)
                        .toList());
    }
}
