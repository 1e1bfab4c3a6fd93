package io.throughline.standalone.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How to run PostgreSQL, which refuses to run as root, for a user who is root.
 *
 * @param prefix what to put in front of a command; empty for an ordinary user
 * @param owner the number of the user who must own the data; -1 when it may stay with whoever made it
 */
record Disguise(List<String> prefix, int owner) {

    private static final int ROOT = 0;
    private static final int KEEP = -1;

    /** For a cluster in the folder {@code cluster}, or one to be made there, in an existing folder. */
    static Disguise forCluster(Path cluster) {
        boolean exists = Files.isDirectory(cluster);
        var decisive = exists ? cluster : cluster.getParent();
        int owner = ownerOf(decisive);
        int user = currentUser();
        if (user != ROOT) {
            if (exists ? owner != user : !Files.isWritable(decisive)) {
                throw new PlatformException(decisive + " belongs to another user (number " + owner
                        + "); run as that user, or keep your own data elsewhere with --data");
            }
            return new Disguise(List.of(), KEEP);
        }
        if (owner != ROOT) {
            return as(owner);
        }
        if (Shell.run("unshare", "--user", "true").succeeded()) {
            return new Disguise(List.of("unshare", "--user"), KEEP);
        }
        var nobody = Shell.run("id", "-u", "nobody");
        if (nobody.succeeded() && Shell.run("setpriv", "--version").succeeded()) {
            return as(Integer.parseInt(nobody.output()));
        }
        throw new PlatformException("PostgreSQL does not run as root, and this machine has neither user namespaces (unshare)"
                + " nor setpriv to run it as somebody else: run ./throughline as an ordinary user");
    }

    /**
     * Checks that PostgreSQL will come to what it needs.
     *
     * @throws PlatformException naming the folder that is closed to the user it runs as
     */
    void requireReach(Path path) {
        if (owner == KEEP || mayPass(path)) {
            return;
        }
        var closed = Stream.iterate(path.toAbsolutePath().getRoot(), Objects::nonNull, folder -> below(folder, path))
                .filter(folder -> !mayPass(folder))
                .findFirst()
                .orElse(path);
        throw new PlatformException(("PostgreSQL does not run as root; it is to run as user %d, to whom %s is closed, so that it"
                        + " cannot come to %s: open the folder (chmod o+x), keep the data elsewhere with --data, or run"
                        + " ./throughline as an ordinary user")
                .formatted(owner, closed, path));
    }

    private boolean mayPass(Path path) {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of("test", "-x", path.toString()));
        return Shell.run(command, Map.of()).succeeded();
    }

    /** The next folder on the way to {@code path}; null at its end. */
    private static Path below(Path folder, Path path) {
        var whole = path.toAbsolutePath();
        return folder.getNameCount() == whole.getNameCount() ? null : folder.resolve(whole.getName(folder.getNameCount()));
    }

    /** Hands {@code folder} and all in it to the user who must own it. */
    void handOver(Path folder) {
        if (owner != KEEP && ownerOf(folder) != owner) {
            var result = Shell.run("chown", "-R", Integer.toString(owner), folder.toString());
            if (!result.succeeded()) {
                throw new PlatformException("cannot hand " + folder + " to user " + owner + ": " + result.output());
            }
        }
    }

    static Disguise as(int user) {
        var number = Integer.toString(user);
        return new Disguise(List.of("setpriv", "--reuid", number, "--regid", number, "--clear-groups"), user);
    }

    static int currentUser() {
        return Integer.parseInt(Shell.run("id", "-u").output());
    }

    static int ownerOf(Path folder) {
        try {
            return (Integer) Files.getAttribute(folder, "unix:uid");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
