package io.throughline.standalone.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Something does not work, and is to be repaired.
 *
 * <p>Planted: with error E42 the diagnosis goes in circles; in the north the technician often does not come, and most who
 * waited in vain complain and say so in the survey.
 */
final class Repair {

    static final String LOOPING_ERROR = "E42";
    static final String UNRELIABLE_REGION = "north";

    private final PlantedTruth truth;
    private final Complaints complaints;

    Repair(PlantedTruth truth, Complaints complaints) {
        this.truth = truth;
        this.complaints = complaints;
    }

    /** Returns whether a complaint stayed unanswered. */
    boolean run(Diary diary, Chance chance, Instant reported, int fault) {
        var customer = diary.customer();
        var ticket = "T-%06d-%d".formatted(customer.number(), fault);
        var error = chance.happens(0.2) ? LOOPING_ERROR : chance.oneOf(List.of("E10", "E17", "E31"));
        boolean loops = error.equals(LOOPING_ERROR);
        entry(diary, reported, customer.digital() ? "app" : "phone", "fault.reported", ticket, error).write();
        var time = reported;
        int runs = loops ? chance.number(3, 6) : 1;
        for (int run = 0; run < runs; run++) {
            time = time.plus(chance.between(Duration.ofMinutes(10), Duration.ofHours(run == 0 ? 2 : 20)));
            entry(diary, time, customer.digital() ? "app" : "phone", "diagnosis.run", ticket, error).write();
        }
        if (loops) {
            truth.diagnosisLoops().add(ticket);
            entry(diary, time.plus(Duration.ofMinutes(30)), "phone", "agent.call", ticket, error)
                    .with("reason", "fault")
                    .write();
        }
        boolean unanswered = false;
        boolean noShow = false;
        if (loops || chance.happens(0.6)) {
            time = visit(diary, chance, time, ticket, error);
            noShow = chance.happens(customer.region().equals(UNRELIABLE_REGION) ? 0.4 : 0.04);
            if (noShow) {
                truth.noShows().add(ticket);
                unanswered = upset(diary, chance, time, ticket);
                time = visit(diary, chance, time.plus(Duration.ofHours(3)), ticket, error);
            }
            entry(diary, time, "phone", "technician.visited", ticket, error)
                    .with("region", customer.region())
                    .write();
        }
        var fixed = time.plus(chance.between(Duration.ofMinutes(20), Duration.ofHours(6)));
        entry(diary, fixed, "sms", "fault.fixed", ticket, error).write();
        survey(diary, chance, fixed, ticket, error, noShow);
        return unanswered;
    }

    /** Books a technician; returns when they are to come. */
    private static Instant visit(
            Diary diary, Chance chance, Instant after, String ticket, String error) {
        var booked = after.plus(chance.between(Duration.ofMinutes(15), Duration.ofHours(5)));
        entry(diary, booked, "phone", "technician.booked", ticket, error).write();
        return booked.plus(chance.between(Duration.ofDays(1), Duration.ofDays(4)));
    }

    private boolean upset(Diary diary, Chance chance, Instant waited, String ticket) {
        diary.at(waited.plus(Duration.ofHours(1)), "phone", "agent.call")
                .with("ticket_id", ticket)
                .with("reason", "technician did not come")
                .write();
        return chance.happens(0.65)
                && !complaints.file(
                        diary, chance, waited.plus(Duration.ofHours(2)), "technician did not come", "fault_ticket_id", ticket);
    }

    private static void survey(
            Diary diary, Chance chance, Instant fixed, String ticket, String error, boolean noShow) {
        if (!chance.happens(0.5)) {
            return;
        }
        boolean loops = error.equals(LOOPING_ERROR);
        var answer = noShow
                ? new SimulatedFeedback(chance.number(0, 4), chance.number(1, 2), chance.number(1, 3), "Nobody came.")
                : loops
                        ? new SimulatedFeedback(chance.number(3, 7), 3, chance.number(1, 3), "The same test again and again.")
                        : new SimulatedFeedback(chance.number(6, 10), chance.number(4, 5), chance.number(5, 7), "");
        entry(diary, fixed.plus(Duration.ofDays(1)), "sms", "survey.answered", ticket, error)
                .answering(answer)
                .write();
    }

    private static Diary.Entry entry(
            Diary diary, Instant when, String channel, String touchpoint, String ticket, String error) {
        return diary.at(when, channel, touchpoint).with("ticket_id", ticket).with("error_code", error);
    }
}
