package io.throughline.standalone.simulator;

import java.time.Duration;
import java.time.Instant;

/** A contract runs out. Planted: who was left without an answer to a complaint mostly leaves. */
final class Renewal {

    static final double LEAVES_UNANSWERED = 0.65;
    static final double LEAVES_OTHERWISE = 0.12;

    void run(Diary diary, Chance chance, Instant offered, boolean unanswered) {
        var customer = diary.customer();
        var order = "R-%06d".formatted(customer.number());
        entry(diary, offered, "email", "renewal.offered", order).with("plan", customer.plan()).write();
        var viewed = offered.plus(chance.between(Duration.ofHours(1), Duration.ofDays(6)));
        boolean views = chance.happens(0.7);
        if (views) {
            entry(diary, viewed, customer.digital() ? "app" : "web", "offer.viewed", order).write();
        }
        var decided = viewed.plus(chance.between(Duration.ofHours(1), Duration.ofDays(8)));
        if (chance.happens(unanswered ? LEAVES_UNANSWERED : LEAVES_OTHERWISE)) {
            entry(diary, decided, "phone", "contract.cancelled", order)
                    .with("reason", unanswered ? "nobody answered my complaint" : "moving")
                    .write();
        } else if (views || chance.happens(0.5)) {
            entry(diary, decided, customer.digital() ? "app" : "shop", "contract.renewed", order)
                    .with("plan", customer.plan())
                    .earning(customer.price())
                    .write();
            if (chance.happens(0.3)) {
                entry(diary, decided.plus(Duration.ofDays(2)), "email", "survey.answered", order)
                        .answering(new SimulatedFeedback(chance.number(6, 10), chance.number(3, 5), chance.number(4, 7), ""))
                        .write();
            }
        }
    }

    private static Diary.Entry entry(Diary diary, Instant when, String channel, String touchpoint, String order) {
        return diary.at(when, channel, touchpoint).with("order_id", order);
    }
}
