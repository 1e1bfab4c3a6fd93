package io.throughline.standalone.mapping;

import java.io.IOException;
import java.util.Optional;

/** Reads a log record by record, however it is written down. */
public interface LogReader extends AutoCloseable {

    /**
     * Begins to read {@code log}; its first bytes tell whether it is XES or lines of cells.
     *
     * @param format how the cells are written down
     * @throws EmptyLog when there is no record
     * @throws UnreadableHeader when the line by which the columns are known cannot be read, or is not cut into columns
     * @throws BrokenLog when it is gzipped and cannot be unpacked, XML and no XES, or no text at all
     */
    static LogReader open(LogFile log, LogFormat format) throws IOException {
        var beginning = log.begin();
        if (beginning.areXml()) {
            return XesLogReader.open(log, format);
        }
        beginning.checkAreText(log, format.charset());
        return DelimitedLogReader.open(log.open(format.charset()), format);
    }

    /** The columns of the log. */
    Columns columns();

    /** The next record; empty at the end. */
    Optional<LogLine> next() throws IOException;

    @Override
    void close() throws IOException;
}
