package io.throughline.standalone.platform;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once for all from the archive among our libraries.
 *
 * <p>They are unpacked under another name and renamed when complete, so an interruption leaves nothing that looks finished.
 */
final class PostgresBinaries {

    private static final String UNFINISHED = "unfinished-";

    private final Path folder;

    private PostgresBinaries(Path folder) {
        this.folder = folder;
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /**
     * The programs in the first of {@code caches} that has them; unpacks them into the first that can be written to when none
     * has.
     *
     * @throws PlatformException when they are in none and none can be written to
     */
    static PostgresBinaries inOneOf(List<Path> caches, String version) {
        var cache = caches.stream()
                .filter(has -> Files.isDirectory(folder(has, version)))
                .findFirst()
                .or(() -> caches.stream().filter(Folders::isWritable).findFirst())
                .orElseThrow(() -> new PlatformException("PostgreSQL's programs cannot be unpacked, because no folder for them"
                        + " can be written to: " + caches.stream().map(Path::toString).collect(Collectors.joining(", "))));
        return in(cache, version);
    }

    /** The programs in {@code cache}; unpacks them when they are not there. */
    static PostgresBinaries in(Path cache, String version) {
        var folder = folder(cache, version);
        if (!Files.isDirectory(folder)) {
            Folders.create(cache);
            removeLeftovers(cache);
            var unfinished = cache.resolve(UNFINISHED + ProcessHandle.current().pid() + "-" + System.nanoTime());
            unpackInto(unfinished);
            if (Files.isDirectory(folder)) {
                Folders.delete(unfinished); // somebody else was faster
            } else {
                Folders.rename(unfinished, folder);
            }
        }
        return new PostgresBinaries(folder);
    }

    private static Path folder(Path cache, String version) {
        return cache.resolve("postgresql-" + version);
    }

    /** Of those who were interrupted; one who is still unpacking is left alone. */
    private static void removeLeftovers(Path cache) {
        try (var entries = Files.newDirectoryStream(cache, UNFINISHED + "*")) {
            for (var entry : entries) {
                var owner = Long.parseLong(entry.getFileName().toString().split("-")[1]);
                if (owner != ProcessHandle.current().pid()
                        && ProcessHandle.of(owner).isEmpty()) {
                    Folders.delete(entry);
                }
            }
        } catch (IOException failure) {
            throw new PlatformException("cannot look into " + cache + ": " + failure.getMessage(), failure);
        }
    }

    private static void unpackInto(Path target) {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "Darwin" : "Linux";
        var machine = ArchUtils.normalize(System.getProperty("os.arch"));
        try (var archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
            unpack(archive, target);
        } catch (IOException failure) {
            throw new PlatformException("cannot unpack PostgreSQL into " + target + ": " + failure.getMessage(), failure);
        } catch (IllegalStateException none) {
            throw new PlatformException(
                    "there is no embedded PostgreSQL for " + system + " on " + machine + " among the libraries", none);
        }
    }

    static void unpack(InputStream archive, Path target) throws IOException {
        Files.createDirectories(target);
        try (var entries = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                place(entry, entries, target);
            }
        }
    }

    private static void place(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("the archive points outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(path, target.resolve(entry.getLinkName()).normalize());
        } else {
            Files.copy(content, path);
            Files.setPosixFilePermissions(path, permissions(entry.getMode()));
        }
    }

    /** Whatever the archive says, everybody may read: the server may run as somebody else than who unpacked it. */
    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if ((mode & 0b001_000_000) != 0) {
            permissions.addAll(EnumSet.of(
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
        }
        return permissions;
    }
}
