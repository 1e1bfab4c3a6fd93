package io.throughline.standalone.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts a process in a session of its own. Ctrl-C goes to all processes of the terminal's foreground group: without this, all
 * parts would end at once, in no order.
 */
final class Detachment {

    private static final List<String> PREFIX = prefix();

    private Detachment() {}

    /** The same command, which keeps its process number. */
    static List<String> detached(List<String> command) {
        var detached = new ArrayList<>(PREFIX);
        detached.addAll(command);
        return detached;
    }

    private static List<String> prefix() {
        if (Shell.run("setsid", "true").succeeded()) {
            return List.of("setsid");
        }
        var perl = List.of("perl", "-e", "use POSIX 'setsid'; setsid(); exec @ARGV or exit 127");
        var trial = new ArrayList<>(perl);
        trial.add("true");
        return Shell.run(trial, Map.of()).succeeded() ? perl : List.of();
    }
}
