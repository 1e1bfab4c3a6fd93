package io.throughline.standalone.mapping;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A log on disk, plain or gzipped: its first bytes tell which, not its name. Knows how much of it has been read. */
public final class LogFile {

    private static final int BUFFER = 1 << 16;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path path;
    private final AtomicLong bytesRead = new AtomicLong();

    public LogFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /** Its size on disk in bytes. */
    public long size() throws IOException {
        return Files.size(path);
    }

    /** How many of its bytes on disk have been read since it was last opened. */
    public long bytesRead() {
        return bytesRead.get();
    }

    /** How it begins, unpacked. */
    FirstBytes begin() throws IOException {
        try (var bytes = open()) {
            return new FirstBytes(bytes.readNBytes(FirstBytes.COUNT));
        }
    }

    /**
     * Opens it from its start, unpacked.
     *
     * @throws BrokenLog when it is gzipped and cannot be unpacked; so does the stream, where that shows later
     */
    InputStream open() throws IOException {
        bytesRead.set(0);
        var counted = new BufferedInputStream(new Counted(Files.newInputStream(path)), BUFFER);
        try {
            return isGzipped(counted) ? unpacked(counted) : counted;
        } catch (IOException broken) {
            counted.close();
            throw broken;
        }
    }

    /** As {@link #open()}, as text. What is not written in {@code charset} is read as U+FFFD. */
    public Reader open(Charset charset) throws IOException {
        var bytes = open();
        try {
            return withoutByteOrderMark(new InputStreamReader(
                    bytes,
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPLACE)
                            .onUnmappableCharacter(CodingErrorAction.REPLACE)));
        } catch (IOException broken) {
            bytes.close();
            throw broken;
        }
    }

    private InputStream unpacked(InputStream packed) throws IOException {
        try {
            return new Unpacked(packed);
        } catch (EOFException | ZipException broken) {
            throw broken(broken);
        }
    }

    private BrokenLog broken(IOException cause) {
        return new BrokenLog(
                path + " is gzipped and "
                        + (cause instanceof EOFException ? "ends too early" : "damaged: " + cause.getMessage()),
                cause);
    }

    /** Some programs begin a file with one; it belongs to no cell. */
    private static Reader withoutByteOrderMark(Reader text) throws IOException {
        var pushback = new PushbackReader(text);
        int first = pushback.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            pushback.unread(first);
        }
        return pushback;
    }

    private static boolean isGzipped(InputStream in) throws IOException {
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        return first == 0x1f && second == 0x8b;
    }

    private final class Unpacked extends GZIPInputStream {

        Unpacked(InputStream packed) throws IOException {
            super(packed, BUFFER);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return super.read(into, offset, length);
            } catch (EOFException | ZipException broken) {
                throw broken(broken);
            }
        }
    }

    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytesRead.addAndGet(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            bytesRead.addAndGet(Math.max(0, read));
            return read;
        }
    }
}
