package io.throughline.standalone.simulator;

import java.time.Duration;
import java.time.Instant;

/** A customer complains; most complaints are answered and closed, some are never answered. */
final class Complaints {

    static final double UNANSWERED = 0.2;

    private final PlantedTruth truth;

    Complaints(PlantedTruth truth) {
        this.truth = truth;
    }

    /**
     * @param about the attribute that names what it is about, and its value, such as {@code bill_id}
     * @return whether it was answered
     */
    boolean file(Diary diary, Chance chance, Instant when, String reason, String about, String value) {
        var ticket = "complaint-" + value;
        var channel = diary.customer().digital() ? "web" : "phone";
        entry(diary, when, channel, "complaint.filed", ticket, reason).with(about, value).write();
        if (chance.happens(UNANSWERED)) {
            truth.unansweredComplaints().add(ticket);
            return false;
        }
        var answered = when.plus(chance.between(Duration.ofHours(4), Duration.ofDays(4)));
        entry(diary, answered, "email", "complaint.answered", ticket, reason).with(about, value).write();
        var closed = answered.plus(chance.between(Duration.ofHours(2), Duration.ofDays(3)));
        entry(diary, closed, "phone", "complaint.closed", ticket, reason)
                .with(about, value)
                .answering(new SimulatedFeedback(chance.number(3, 7), chance.number(2, 4), chance.number(2, 5), ""))
                .write();
        return true;
    }

    private static Diary.Entry entry(
            Diary diary, Instant when, String channel, String touchpoint, String ticket, String reason) {
        return diary.at(when, channel, touchpoint).with("ticket_id", ticket).with("reason", reason);
    }
}
