package io.throughline.standalone.mapping;

import io.throughline.standalone.mapping.CellCutter.Cut;
import io.throughline.standalone.mapping.LogLine.Cells;
import io.throughline.standalone.mapping.LogLine.Unreadable;
import io.throughline.standalone.mapping.PhysicalLines.Line;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a log of lines that are cut into cells, record by record. A line that is no record is told by its number and the others are read on; a quote that
 * is opened and not closed costs the line that opened it and no other. Holds one record in memory.
 */
final class DelimitedLogReader implements LogReader {

    /** A record of more lines than this has a quote that nobody closed. */
    private static final int MOST_LINES = 200;

    /** As the decoder writes what it cannot decode. */
    private static final char UNDECODABLE = '\uFFFD';

    private static final String NEVER_CLOSED = "a quote is opened and not closed";
    private static final String TOO_LONG = "longer than " + PhysicalLines.LONGEST + " characters";

    private final Reader reader;
    private final PhysicalLines lines;
    private final LogFormat format;
    private final CellCutter cutter;
    private Columns columns;
    private Optional<LogLine> firstRecord = Optional.empty();

    private DelimitedLogReader(Reader reader, LogFormat format) throws IOException {
        this.reader = reader;
        this.lines = new PhysicalLines(reader);
        this.format = format;
        this.cutter = new CellCutter(format);
        for (int skipped = 0; skipped < format.skipLines(); skipped++) {
            lines.next();
        }
        this.columns = readColumns();
    }

    /**
     * Begins to read; {@code reader} is closed with this.
     *
     * @throws EmptyLog when there is no record
     * @throws UnreadableHeader when the line by which the columns are known cannot be read, or is not cut into columns
     */
    static DelimitedLogReader open(Reader reader, LogFormat format) throws IOException {
        try {
            return new DelimitedLogReader(reader, format);
        } catch (IOException | RuntimeException failure) {
            reader.close();
            throw failure;
        }
    }

    @Override
    public Columns columns() {
        return columns;
    }

    @Override
    public Optional<LogLine> next() throws IOException {
        if (firstRecord.isPresent()) {
            var first = firstRecord;
            firstRecord = Optional.empty();
            return first.map(this::fitted);
        }
        return record().map(this::fitted);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private Columns readColumns() throws IOException {
        var line = recordLine();
        var first = line.isEmpty() ? Optional.<LogLine>empty() : Optional.of(record(line.get()));
        if (first.isEmpty()) {
            throw new EmptyLog(
                    lines.count() == 0
                            ? "is empty"
                            : "has nothing to read: its lines are empty, comments, or passed over by log.skip_lines");
        }
        if (!format.header()) {
            firstRecord = first;
        }
        if (first.get() instanceof Cells cells) {
            checkIsCut(cells);
        }
        if (!format.columns().isEmpty()) {
            return Columns.named(format.columns());
        }
        return switch (first.get()) {
            case Cells cells when format.header() -> Columns.named(cells.cells());
            case Cells cells -> Columns.numbered(cells.cells().size());
            case Unreadable unreadable -> throw unreadable(unreadable, line.get().text());
        };
    }

    private void checkIsCut(Cells first) throws UnreadableHeader {
        if (first.cells().size() > 1 || format.columns().size() == 1) {
            return;
        }
        var other = Delimiters.likely(first.cells().getFirst(), format.delimiter());
        if (other.isPresent()) {
            throw new UnreadableHeader(
                    "delimiter",
                    "leaves line " + first.number() + " of the log, " + use() + ", in one piece",
                    Delimiters.written(other.get()));
        }
    }

    private UnreadableHeader unreadable(Unreadable first, String text) {
        var where = "does not fit line " + first.number() + " of the log, " + use() + ": " + first.reason();
        if (first.reason().equals(notInCharset())) {
            return new UnreadableHeader("charset", where, "write the one that the log is in, such as windows-1252");
        }
        if (first.reason().equals(TOO_LONG)) {
            return new UnreadableHeader("charset", where, "the lines of the log have no end that is known in this one");
        }
        var other = Delimiters.fitting(text, format);
        if (other.isPresent()) {
            return new UnreadableHeader("delimiter", where, Delimiters.written(other.get()));
        }
        return new UnreadableHeader(
                "quote", where, "write the character that the log has around its cells, or none; `skip_lines` passes over others");
    }

    /** What the first line is read for. */
    private String use() {
        return format.header() ? "which should name the columns" : "by which the columns are counted";
    }

    private LogLine fitted(LogLine line) {
        return switch (line) {
            case Unreadable unreadable -> unreadable;
            case Cells cells when cells.cells().size() == columns.size() -> cells;
            case Cells cells when cells.cells().size() < columns.size() && format.fillShortLines() -> filled(cells);
            case Cells cells ->
                new Unreadable(
                        cells.number(),
                        cells.cells().size() < columns.size()
                                ? "fewer cells than the log has columns"
                                : "more cells than the log has columns",
                        cells.cells().size() == 1 ? Delimiters.hint(cells.cells().getFirst(), format.delimiter()) : "");
        };
    }

    private Cells filled(Cells tooShort) {
        var all = new ArrayList<>(tooShort.cells());
        while (all.size() < columns.size()) {
            all.add("");
        }
        return new Cells(tooShort.number(), all);
    }

    private Optional<LogLine> record() throws IOException {
        var line = recordLine();
        return line.isEmpty() ? Optional.empty() : Optional.of(record(line.get()));
    }

    /** The next line on which a record begins. */
    private Optional<Line> recordLine() throws IOException {
        while (true) {
            var line = lines.next();
            if (line.isEmpty() || !isNoRecord(line.get().text())) {
                return line;
            }
        }
    }

    private boolean isNoRecord(String text) {
        return text.isBlank() && !text.contains(format.delimiter())
                || format.comment().isPresent() && text.startsWith(format.comment().get());
    }

    private LogLine record(Line first) throws IOException {
        var text = new StringBuilder(first.text());
        var further = new ArrayList<Line>();
        if (first.cut()) {
            return new Unreadable(first.number(), TOO_LONG);
        }
        while (true) {
            var cut = cutter.cut(text.toString());
            switch (cut) {
                case Cut.Whole whole when further.isEmpty() || fits(whole.cells()) -> {
                    return readable(first.number(), whole.cells());
                }
                case Cut.Whole _ -> {
                    return given(first, further, NEVER_CLOSED);
                }
                case Cut.Malformed malformed -> {
                    return given(first, further, further.isEmpty() ? malformed.reason() : NEVER_CLOSED);
                }
                case Cut.OpenQuote _ -> {
                    var next = further.size() < MOST_LINES ? lines.next() : Optional.<Line>empty();
                    if (next.isEmpty()) {
                        return given(first, further, NEVER_CLOSED);
                    }
                    further.add(next.get());
                    text.append('\n').append(next.get().text());
                }
            }
        }
    }

    /** Cells that took several lines and still are not as many as the columns come from a quote that was never closed. */
    private boolean fits(List<String> cells) {
        return columns == null || cells.size() == columns.size();
    }

    private Unreadable given(Line first, List<Line> further, String reason) {
        lines.putBack(further);
        return new Unreadable(first.number(), reason);
    }

    private LogLine readable(long number, List<String> cells) {
        for (var cell : cells) {
            if (cell.indexOf(UNDECODABLE) >= 0) {
                return new Unreadable(
                        number, notInCharset(), "write the charset that the log is in, such as `log: {charset: windows-1252}`");
            }
        }
        return new Cells(number, cells);
    }

    private String notInCharset() {
        return "not written in " + format.charset().name();
    }
}
