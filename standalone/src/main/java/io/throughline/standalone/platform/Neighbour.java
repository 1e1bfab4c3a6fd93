package io.throughline.standalone.platform;

import io.grpc.StatusRuntimeException;
import io.throughline.journey.v1.GetClockRequest;
import io.throughline.standalone.client.Clients;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Another platform that listens where one is to be started. */
final class Neighbour {

    private static final long SECONDS_TO_ANSWER = 3;

    private Neighbour() {}

    /** Who it is and how to stop it; empty when nothing tells that the ports are a platform's. */
    static Optional<String> described(Ports ports) {
        return launched(ports)
                .map(running -> "the Throughline platform that process %1$d has started (console http://localhost:%2$d/); stop it with Ctrl-C where it runs, or `kill %1$d`,"
                        .formatted(running.launcher(), running.ports().of(Part.MEASUREMENT)))
                .or(() -> answers(ports)
                        ? Optional.of("what is most likely a Throughline platform (console http://localhost:%d/); stop it with Ctrl-C where it runs"
                                .formatted(ports.of(Part.MEASUREMENT)))
                        : Optional.empty());
    }

    /** Its services have its data folder on their command lines, and the folder tells the rest. */
    private static Optional<Announcement> launched(Ports ports) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> ServiceProgram.dataOf(process, ports).stream())
                .distinct()
                .filter(data -> Files.isWritable(data.resolve("lock"))) // else it is another user's
                .flatMap(data -> DataFolder.running(data).stream())
                .findFirst();
    }

    private static boolean answers(Ports ports) {
        try (var clients = Clients.connect(ports)) {
            clients.clock()
                    .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                    .getClock(GetClockRequest.getDefaultInstance());
            return true;
        } catch (StatusRuntimeException other) {
            return false;
        }
    }
}
