package io.throughline.standalone.command;

import io.throughline.journey.v1.SurveyProgress;
import io.throughline.standalone.platform.PlatformException;
import io.throughline.standalone.report.Words;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A question whose answer takes long, and which tells once a second how far it is. */
final class LongQuestion {

    /** News that are passed over for each that is told. */
    private static final int TELL_EVERY = 5;

    private LongQuestion() {}

    /**
     * The last message of what {@code question} answers.
     *
     * @param progress of a message; empty of the answer itself
     * @param err is told how far it is
     * @throws PlatformException when it is refused, or the service is away
     */
    static <A> A ask(Supplier<Iterator<A>> question, Function<A, Optional<SurveyProgress>> progress, PrintWriter err) {
        return Question.ask(() -> last(question.get(), progress, err));
    }

    private static <A> A last(Iterator<A> answers, Function<A, Optional<SurveyProgress>> progress, PrintWriter err) {
        for (int news = 1; ; news++) {
            var answer = answers.next();
            var how = progress.apply(answer);
            if (how.isEmpty()) {
                return answer;
            }
            if (news % TELL_EVERY == 0) {
                err.println(Words.count(how.get().getInteractions(), "interaction") + " looked at so far");
                err.flush();
            }
        }
    }
}
