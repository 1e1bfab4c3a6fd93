package io.throughline.standalone.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A new customer signs, activates, registers. Cards sent by post are slow now and then, and some give up waiting. */
final class Onboarding {

    private static final BigDecimal FEE = new BigDecimal("29.90");

    /** Returns when the customer could use the service; never when they gave up before. */
    Optional<Instant> run(Diary diary, Chance chance, Instant signed) {
        var customer = diary.customer();
        boolean online = customer.digital();
        var order = "O-%06d".formatted(customer.number());
        if (online && chance.happens(0.6)) {
            entry(diary, signed.minus(Duration.ofMinutes(20)), "web", "offer.viewed", order).anonymous().write();
        }
        entry(diary, signed, online ? "web" : "shop", "contract.signed", order)
                .with("plan", customer.plan())
                .earning(FEE)
                .write();
        boolean slow = online && chance.happens(0.15);
        if (slow) {
            entry(diary, signed.plus(Duration.ofDays(8)), "phone", "agent.call", order)
                    .with("reason", "where is my card")
                    .write();
            if (chance.happens(0.3)) {
                entry(diary, signed.plus(Duration.ofDays(10)), "phone", "contract.cancelled", order)
                        .with("reason", "never arrived")
                        .write();
                return Optional.empty();
            }
        }
        var activated = signed.plus(
                slow
                        ? chance.between(Duration.ofDays(10), Duration.ofDays(16))
                        : chance.between(Duration.ofHours(1), Duration.ofDays(5)));
        entry(diary, activated, online ? "app" : "shop", "sim.activated", order).write();
        if (chance.happens(online ? 0.85 : 0.35)) {
            entry(diary, activated.plus(chance.between(Duration.ofMinutes(5), Duration.ofDays(3))), "app", "app.registered", order)
                    .write();
        }
        if (chance.happens(0.4)) {
            entry(diary, activated.plus(Duration.ofDays(2)), "phone", "welcome.call", order).write();
        }
        if (chance.happens(0.35)) {
            int nps = slow ? chance.number(1, 6) : chance.number(7, 10);
            entry(diary, activated.plus(Duration.ofDays(7)), "email", "survey.answered", order)
                    .answering(new SimulatedFeedback(nps, slow ? 2 : chance.number(4, 5), slow ? 3 : 6, ""))
                    .write();
        }
        return Optional.of(activated);
    }

    private static Diary.Entry entry(Diary diary, Instant when, String channel, String touchpoint, String order) {
        return diary.at(when, channel, touchpoint).with("order_id", order);
    }
}
