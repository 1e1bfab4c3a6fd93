package io.throughline.standalone.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.standalone.platform.Ports;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WhereaboutsTest {

    private static final Path DATA = Path.of("/srv/data");

    @Test
    void aCustomerOfTheSampleIsAskedForWhereThereIsOne() {
        assertThat(Whereabouts.of(Ports.from(21_000), DATA, true)).contains("C-1", "GetCustomerContext");
        assertThat(Whereabouts.of(Ports.from(21_000), DATA, false))
                .contains("http://localhost:21003/", "/srv/data")
                .doesNotContain("C-1", "grpcurl");
    }
}
