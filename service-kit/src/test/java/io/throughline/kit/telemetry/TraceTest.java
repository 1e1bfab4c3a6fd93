package io.throughline.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {

    private static final String CAUSE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void aTraceGoesOnBehindTheFeed() {
        var within = Trace.resumed(CAUSE, "follow", SpanKind.CONSUMER, Trace::current);

        assertThat(within).hasValueSatisfying(now -> assertThat(now).contains("0af7651916cd43dd8448eb211c80319c"));
        assertThat(Trace.current()).as("outside again").isEmpty();
    }

    @Test
    void whatIsDoneInsideBelongsToTheSameTrace() {
        var within = Trace.resumed(
                CAUSE, "record", SpanKind.SERVER, () -> Trace.inner("append", Trace::current));

        assertThat(within).hasValueSatisfying(now -> assertThat(now).contains("0af7651916cd43dd8448eb211c80319c"));
    }

    @Test
    void workWithoutATraceIsDoneAllTheSame() {
        assertThat(Trace.<String>resumedAll(List.of("", ""), "follow", SpanKind.CONSUMER, () -> "done"))
                .isEqualTo("done");
        assertThat(Trace.<String>resumed("nonsense", "follow", SpanKind.CONSUMER, () -> "done"))
                .isEqualTo("done");
    }
}
