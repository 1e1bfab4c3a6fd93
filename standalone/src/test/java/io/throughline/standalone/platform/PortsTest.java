package io.throughline.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

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
}
