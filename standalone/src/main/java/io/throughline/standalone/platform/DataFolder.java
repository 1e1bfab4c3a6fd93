package io.throughline.standalone.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder that keeps what a platform knows between runs. One launcher at a time holds it, by a lock that the operating
 * system releases when the launcher ends, however it ends.
 *
 * <pre>
 * lock                  held while a platform runs; says by whom, and on which ports
 * postgresql/           PostgreSQL's cluster, with its password
 * run/journey.pid …     which processes were started
 * logs/journey.log …    what they had to say
 * sample.properties     which sample was replayed into it, and whether to its end
 * </pre>
 */
public final class DataFolder implements AutoCloseable {

    private static final String LOCK = "lock";

    /** What a data folder may hold, with the programs and the data of single runs that the usual one keeps. */
    private static final Set<String> OURS =
            Set.of(LOCK, "postgresql", "run", "logs", "sample.properties", "binaries", "once", "lost+found");

    private final Path path;
    private final FileChannel channel;
    private final List<Path> made;

    private DataFolder(Path path, FileChannel channel, List<Path> made) {
        this.path = path;
        this.channel = channel;
        this.made = made;
    }

    /**
     * Takes the folder for this process and announces where its platform is going to listen.
     *
     * @throws PlatformException when another process holds it, it cannot be written to, or it is no data folder and not empty
     */
    public static DataFolder hold(Path path, Ports ports) {
        refuseFile(path);
        if (!Folders.isWritable(path)) {
            throw new PlatformException(path + " cannot be written to; keep the data elsewhere with --data");
        }
        refuseForeign(path);
        var made = missing(path);
        Folders.create(path);
        try {
            var channel = FileChannel.open(
                    path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            var lock = tryLockPatiently(channel);
            if (lock.isEmpty()) {
                channel.close();
                throw new PlatformException(path + " is in use: "
                        + announcement(path).map(Announcement::described).orElse("somebody is just starting"));
            }
            var folder = new DataFolder(path, channel, made);
            folder.announce(new Announcement(ProcessHandle.current().pid(), ports));
            return folder;
        } catch (IOException failure) {
            throw new PlatformException("cannot write below " + path + ": " + Reason.of(failure), failure);
        }
    }

    /** Where the platform that runs on the folder at {@code path} listens; empty when none does. */
    public static Optional<Announcement> running(Path path) {
        refuseFile(path);
        if (!Files.exists(path.resolve(LOCK))) {
            return Optional.empty();
        }
        try (var channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE)) {
            var lock = tryLock(channel);
            return lock.isPresent() ? Optional.empty() : announcement(path);
        } catch (IOException failure) {
            throw new PlatformException("cannot look at " + path.resolve(LOCK) + ": " + Reason.of(failure), failure);
        }
    }

    /** Resident memory in bytes of each part that runs on the folder at {@code path}, whoever started it. */
    public static Map<Part, Long> residentMemory(Path path) {
        var memory = new EnumMap<Part, Long>(Part.class);
        processes(path).forEach((part, process) ->
                Memory.resident(process.pid()).ifPresent(bytes -> memory.put(part, bytes)));
        return memory;
    }

    /** The parts that run on the folder at {@code path}, whoever started them. */
    public static Map<Part, ProcessHandle> processes(Path path) {
        var processes = new EnumMap<Part, ProcessHandle>(Part.class);
        for (var part : Part.values()) {
            ProcessRecord.read(record(path, part))
                    .flatMap(ProcessRecord::find)
                    .ifPresent(process -> processes.put(part, process));
        }
        return processes;
    }

    public Path path() {
        return path;
    }

    Path cluster() {
        return path.resolve("postgresql");
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path log(Part part) {
        return logs().resolve((part.isService() ? part.title() : part.word()) + ".log");
    }

    Path record(Part part) {
        return record(path, part);
    }

    @Override
    public void close() {
        try {
            channel.close(); // releases the lock
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Takes away what {@link #hold} has made, if nothing came to it: a refused start leaves no trace. */
    void abandon() {
        try {
            if (made.contains(path.toAbsolutePath()) && entries(path).equals(Set.of(LOCK))) {
                Files.delete(path.resolve(LOCK));
                for (var folder : made) {
                    if (!entries(folder).isEmpty()) {
                        break;
                    }
                    Files.delete(folder);
                }
            }
        } catch (IOException failure) {
            throw new PlatformException("cannot take away " + path + ": " + Reason.of(failure), failure);
        }
    }

    private static void refuseFile(Path path) {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new PlatformException(path + " is a file, and the data is kept in a folder");
        }
    }

    /** Ours would lie scattered among the files of others. */
    private static void refuseForeign(Path path) {
        if (!Files.isDirectory(path)) {
            return;
        }
        try {
            var entries = entries(path);
            if (!entries.contains(LOCK) && !entries.stream().allMatch(DataFolder::isOurs)) {
                throw new PlatformException(path + " holds other files and is no data folder of Throughline;"
                        + " name an empty or a new one with --data, such as " + path.resolve("throughline"));
            }
        } catch (IOException failure) {
            throw new PlatformException("cannot look into " + path + ": " + Reason.of(failure), failure);
        }
    }

    /** Hidden files are the operating system's. */
    private static boolean isOurs(String name) {
        return OURS.contains(name.replaceFirst("\\.unfinished$", "")) || name.startsWith(".");
    }

    /** The folders that are to be made, the innermost first. */
    private static List<Path> missing(Path path) {
        return Stream.iterate(path.toAbsolutePath(), folder -> folder != null && !Files.exists(folder), Path::getParent)
                .toList();
    }

    private static Set<String> entries(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static Path record(Path path, Part part) {
        return path.resolve("run").resolve(part.word() + ".pid");
    }

    private void announce(Announcement announcement) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(announcement.written().getBytes(StandardCharsets.UTF_8)), 0);
        channel.force(true);
    }

    private static Optional<Announcement> announcement(Path path) throws IOException {
        return Announcement.parse(Files.readString(path.resolve(LOCK)));
    }

    /** One who only looks whether a platform runs holds the lock for a moment. */
    private static Optional<FileLock> tryLockPatiently(FileChannel channel) throws IOException {
        var lock = tryLock(channel);
        for (int again = 0; lock.isEmpty() && again < 5; again++) {
            Waiting.pause(Duration.ofMillis(50));
            lock = tryLock(channel);
        }
        return lock;
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException heldByThisProcess) {
            return Optional.empty();
        }
    }
}
