package io.throughline.kit.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnswerSizeTest {

    @Test
    void whatFitsIsToldWhole() {
        assertThat(AnswerSize.fitting(List.<Value>of())).isEmpty();
        assertThat(AnswerSize.fitting(texts(10, 1_000))).hasSize(10);
    }

    @Test
    void endsBeforeItGrowsTooLarge() {
        var told = AnswerSize.fitting(texts(100, 256 * 1024));

        assertThat(told).hasSize(7);
        assertThat(ListValue.newBuilder().addAllValues(told).build().getSerializedSize())
                .isLessThanOrEqualTo(AnswerSize.MOST_BYTES);
    }

    @Test
    void manySmallOnesGrowTooLargeAsWell() {
        var told = AnswerSize.fitting(texts(2_000_000, 0));

        assertThat(ListValue.newBuilder().addAllValues(told).build().getSerializedSize())
                .isBetween(AnswerSize.MOST_BYTES - 2_048, AnswerSize.MOST_BYTES);
    }

    @Test
    void oneThatIsTooLargeByItselfIsToldAlone() {
        assertThat(AnswerSize.fitting(texts(2, AnswerSize.MOST_BYTES + 1))).hasSize(1);
        assertThat(AnswerSize.fitting(Stream.concat(texts(3, 1).stream(), texts(1, AnswerSize.MOST_BYTES).stream())
                        .toList()))
                .hasSize(3);
    }

    private static List<Value> texts(int count, int length) {
        return Collections.nCopies(
                count, Value.newBuilder().setStringValue("x".repeat(length)).build());
    }
}
