package io.throughline.standalone.command;

import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.PlatformException;
import io.throughline.standalone.platform.Ports;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a platform keeps its data and listens. */
public final class PlatformOptions {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--data", paramLabel = "DIR", description = "Keep the data in DIR (usually: data/ in the project).")
    private Path data;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            defaultValue = "" + Ports.USUAL_BASE,
            description = "PostgreSQL listens on PORT, the services on the next four (usually: ${DEFAULT-VALUE}).")
    private int portBase;

    /** The data folder, as an absolute path. */
    public Path data(Installation installation) {
        return (data == null ? installation.usualData() : data).toAbsolutePath().normalize();
    }

    /** What another command needs to find this platform, with a blank before it; empty when it is where that looks. */
    String forOthers(Installation installation) {
        return data == null ? "" : " --data " + data(installation);
    }

    public Ports ports() {
        try {
            return Ports.from(portBase);
        } catch (PlatformException noRoom) {
            throw new ParameterException(command.commandLine(), noRoom.getMessage(), noRoom);
        }
    }
}
