package io.throughline.standalone.mapping;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The lines of a file, with their numbers; lines can be put back, to be read again. Lines end with LF, CR LF or CR. */
final class PhysicalLines {

    /** A longer line is cut off here: no record is that long, and a file without line breaks must not fill the memory. */
    static final int LONGEST = 1 << 20;

    /**
     * One line.
     *
     * @param number the first is 1
     * @param text without its end
     * @param cut whether it was longer than {@link #LONGEST} and the rest was dropped
     */
    record Line(long number, String text, boolean cut) {}

    private final Reader reader;
    private final char[] buffer = new char[1 << 16];
    private final Deque<Line> putBack = new ArrayDeque<>();
    private int position;
    private int limit;
    private long count;
    private boolean afterCarriageReturn;

    PhysicalLines(Reader reader) {
        this.reader = reader;
    }

    /** The next line; empty at the end of the file. */
    Optional<Line> next() throws IOException {
        var again = putBack.pollFirst();
        return again != null ? Optional.of(again) : read();
    }

    /** How many lines have been read from the file so far. */
    long count() {
        return count;
    }

    /** Makes {@code lines}, which were read last, the next ones again. */
    void putBack(List<Line> lines) {
        lines.reversed().forEach(putBack::addFirst);
    }

    private Optional<Line> read() throws IOException {
        var text = new StringBuilder();
        boolean cut = false;
        boolean any = false;
        while (true) {
            if (position == limit && !fill()) {
                return any ? Optional.of(new Line(++count, text.toString(), cut)) : Optional.empty();
            }
            if (afterCarriageReturn) {
                afterCarriageReturn = false;
                if (buffer[position] == '\n') {
                    position++;
                    continue;
                }
            }
            any = true;
            int end = endOfLine();
            int room = Math.max(0, LONGEST - text.length());
            cut |= end - position > room;
            text.append(buffer, position, Math.min(end - position, room));
            position = end;
            if (end < limit) {
                afterCarriageReturn = buffer[end] == '\r';
                position++;
                return Optional.of(new Line(++count, text.toString(), cut));
            }
        }
    }

    private int endOfLine() {
        int end = position;
        while (end < limit && buffer[end] != '\n' && buffer[end] != '\r') {
            end++;
        }
        return end;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, reader.read(buffer));
        return limit > 0;
    }
}
