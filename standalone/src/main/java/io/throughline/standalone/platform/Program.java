package io.throughline.standalone.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How one part is started, asked and stopped. */
interface Program {

    List<String> command();

    Map<String, String> environment();

    Path workingFolder();

    /** One argument of the command that no other program on this machine has. */
    String mark();

    /** Whether it can do its work now. */
    boolean isReady();

    /** Begins to end the process cleanly. */
    void askToStop(Process process);
}
