package io.throughline.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.throughline.journey.v1.ClockServiceGrpc.ClockServiceImplBase;
import io.throughline.journey.v1.GetClockRequest;
import io.throughline.journey.v1.GetClockResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @Test
    void theServicesFollowPostgresql() {
        var ports = Ports.from(Ports.USUAL_BASE);

        assertThat(ports.of(Part.POSTGRESQL)).isEqualTo(9080);
        assertThat(ports.of(Part.IDENTITY)).isEqualTo(9081);
        assertThat(ports.of(Part.JOURNEY)).isEqualTo(9082);
        assertThat(ports.of(Part.MEASUREMENT)).isEqualTo(9083);
        assertThat(ports.of(Part.ORCHESTRATION)).isEqualTo(9084);
    }

    @Test
    void freePortsDiffer() {
        assertThat(Ports.free().byPart().values()).doesNotHaveDuplicates().hasSize(Part.values().length);
    }

    @Test
    void aBaseWithoutRoomIsRefused() {
        assertThatThrownBy(() -> Ports.from(65_533))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("--port-base 65533");
    }

    @Test
    void aTakenPortIsNamedWithItsPart() throws IOException {
        var ports = Ports.free();
        try (var _ = new ServerSocket(ports.of(Part.JOURNEY), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Platform.requireFree(ports))
                    .isInstanceOf(PlatformException.class)
                    .hasMessage("port %d (journey-service) is taken by another program; free it or use --port-base"
                            .formatted(ports.of(Part.JOURNEY)));
        }
    }

    @Test
    void aPortOfAnotherPlatformIsToldWithHowToStopIt(@TempDir Path data) throws IOException {
        var ports = Ports.free();
        var service = new ProcessBuilder(
                        "sh",
                        "-c",
                        "sleep 60; :",
                        "-Dthroughline.data=" + data,
                        "-Dquarkus.http.port=" + ports.of(Part.JOURNEY))
                .start();
        try (var _ = new ServerSocket(ports.of(Part.POSTGRESQL), 1, InetAddress.getLoopbackAddress());
                var _ = DataFolder.hold(data, ports)) {
            assertThatThrownBy(() -> Platform.requireFree(ports))
                    .hasMessage(("port %d (PostgreSQL) is taken by the Throughline platform that process %d has started"
                                    + " (console http://localhost:%d/); stop it with Ctrl-C where it runs, or `kill %2$d`,"
                                    + " or use --port-base")
                            .formatted(
                                    ports.of(Part.POSTGRESQL),
                                    ProcessHandle.current().pid(),
                                    ports.of(Part.MEASUREMENT)));
        } finally {
            service.descendants().forEach(ProcessHandle::destroyForcibly);
            service.destroyForcibly();
        }
    }

    @Test
    void aPlatformThatOnlyAnswersIsTakenForOne() throws IOException {
        var server = NettyServerBuilder.forPort(0).addService(new AnyClock()).build().start();
        try {
            var ports = new Ports(Stream.of(Part.values()).collect(Collectors.toMap(part -> part, _ -> server.getPort())));
            assertThatThrownBy(() -> Platform.requireFree(ports))
                    .hasMessageContaining("most likely a Throughline platform")
                    .hasMessageContaining("Ctrl-C");
        } finally {
            server.shutdownNow();
        }
    }

    private static final class AnyClock extends ClockServiceImplBase {

        @Override
        public void getClock(GetClockRequest request, StreamObserver<GetClockResponse> observer) {
            observer.onNext(GetClockResponse.getDefaultInstance());
            observer.onCompleted();
        }
    }
}
