package io.throughline.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.throughline.journey.v1.CheckConformanceResponse;
import io.throughline.journey.v1.Conformance;
import io.throughline.journey.v1.SurveyProgress;
import io.throughline.standalone.platform.PlatformException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LongQuestionTest {

    private final StringWriter err = new StringWriter();

    @Test
    void theAnswerComesLastAndHowFarItIsIsToldNowAndThen() {
        var answers = new ArrayList<CheckConformanceResponse>();
        for (int second = 1; second <= 12; second++) {
            answers.add(CheckConformanceResponse.newBuilder()
                    .setProgress(SurveyProgress.newBuilder().setInteractions(second * 1_000))
                    .build());
        }
        var last = CheckConformanceResponse.newBuilder()
                .setConformance(Conformance.newBuilder().setDefinition("pay-bill"))
                .build();
        answers.add(last);

        assertThat(ask(answers::iterator)).isEqualTo(last);
        assertThat(err.toString().lines())
                .containsExactly("5,000 interactions looked at so far", "10,000 interactions looked at so far");
    }

    @Test
    void anAnswerAtOnceIsToldAlone() {
        var only = CheckConformanceResponse.newBuilder().setConformance(Conformance.getDefaultInstance()).build();

        assertThat(ask(List.of(only)::iterator)).isEqualTo(only);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aRefusalIsSaidInASentence() {
        assertThatThrownBy(() -> ask(() -> {
                    throw Status.NOT_FOUND.withDescription("no definition is called `x`").asRuntimeException();
                }))
                .isInstanceOf(PlatformException.class)
                .hasMessage("no definition is called `x`");
    }

    private CheckConformanceResponse ask(Supplier<Iterator<CheckConformanceResponse>> question) {
        return LongQuestion.ask(
                question,
                answer -> answer.hasProgress() ? Optional.of(answer.getProgress()) : Optional.empty(),
                new PrintWriter(err));
    }
}
