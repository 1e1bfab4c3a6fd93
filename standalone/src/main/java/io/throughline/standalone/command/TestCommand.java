package io.throughline.standalone.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./throughline test}, for its help only: the start script runs the tests itself, as they must run even when this
 * program does not compile.
 */
@Command(
        name = "test",
        description = {
            "Builds everything, runs every test of the project, and ends on one line: N passed, N failed.",
            "The exit code is not 0 when a test failed, the build failed, or no test ran."
        })
public final class TestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "MAVEN_OPTION", arity = "0..*", description = "Handed on to Maven, for example -o.")
    private String[] options;

    @Override
    public Integer call() {
        throw new ParameterException(command.commandLine(), "the tests are run by the start script: ./throughline test");
    }
}
