package io.throughline.standalone.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A bill every thirty days.
 *
 * <p>Planted: the third bill of one customer in six is a fifth higher. Half of those come with an explanation, and then little
 * happens; without one, customers call, complain and pay late.
 */
final class Billing {

    static final int PERIOD_DAYS = 30;
    private static final int RISE_AT = 2;
    private static final BigDecimal RISE = new BigDecimal("1.20");

    private enum Kind {
        USUAL,
        EXPLAINED_RISE,
        UNEXPLAINED_RISE
    }

    private final PlantedTruth truth;
    private final Complaints complaints;

    Billing(PlantedTruth truth, Complaints complaints) {
        this.truth = truth;
        this.complaints = complaints;
    }

    /** All bills from {@code start} on. Returns whether a complaint stayed unanswered. */
    boolean run(Diary diary, Chance chance, Instant start, int days) {
        boolean unanswered = false;
        var price = diary.customer().price();
        int firstDay = chance.number(1, PERIOD_DAYS - 1);
        boolean rises = chance.happens(1.0 / 6);
        boolean explained = chance.happens(0.5);
        for (int month = 0; firstDay + month * PERIOD_DAYS < days; month++) {
            var kind = !rises || month != RISE_AT ? Kind.USUAL : explained ? Kind.EXPLAINED_RISE : Kind.UNEXPLAINED_RISE;
            if (kind != Kind.USUAL) {
                price = price.multiply(RISE).setScale(2, RoundingMode.HALF_UP);
            }
            var sent = start.plus(Duration.ofDays(firstDay + (long) month * PERIOD_DAYS)).plus(Duration.ofHours(6));
            var bill = "B-%06d-%02d".formatted(diary.customer().number(), month);
            unanswered |= bill(diary, chance, sent, bill, price, kind);
        }
        return unanswered;
    }

    private boolean bill(Diary diary, Chance chance, Instant sent, String bill, BigDecimal amount, Kind kind) {
        var customer = diary.customer();
        entry(diary, sent, customer.digital() ? "email" : "letter", "bill.sent", bill, amount)
                .with("reason", kind == Kind.USUAL ? "usual" : "price_rise")
                .tellingOfTheCustomer()
                .write();
        if (kind == Kind.EXPLAINED_RISE) {
            truth.explainedRises().add(bill);
            entry(diary, sent.plus(Duration.ofMinutes(5)), "email", "bill.explained", bill, amount).write();
        }
        var viewed = sent.plus(chance.between(Duration.ofHours(2), Duration.ofDays(4)));
        if (customer.digital() || chance.happens(0.3)) {
            view(diary, chance, viewed, bill, amount);
        }
        boolean upset = kind == Kind.UNEXPLAINED_RISE;
        if (upset) {
            truth.unexplainedRises().add(bill);
        }
        boolean unanswered = false;
        if (chance.happens(upset ? 0.55 : 0.03)) {
            var asked = viewed.plus(chance.between(Duration.ofMinutes(10), Duration.ofDays(1)));
            var agent = customer.digital() && chance.happens(0.4) ? List.of("app", "agent.chat") : List.of("phone", "agent.call");
            entry(diary, asked, agent.get(0), agent.get(1), bill, amount).with("reason", "bill").write();
            if (upset && chance.happens(0.5)) {
                truth.complaintsOverRises().add(bill);
                var filed = asked.plus(chance.between(Duration.ofHours(1), Duration.ofDays(2)));
                unanswered = !complaints.file(diary, chance, filed, "bill", "bill_id", bill);
            }
        }
        pay(diary, chance, sent, bill, amount, upset);
        return unanswered;
    }

    /** Many look before they sign in: at first the channel knows the browser only. */
    private static void view(Diary diary, Chance chance, Instant when, String bill, BigDecimal amount) {
        if (diary.customer().digital() && chance.happens(0.5)) {
            entry(diary, when, "app", "bill.viewed", bill, amount).write();
            return;
        }
        if (chance.happens(0.25)) {
            entry(diary, when.minusSeconds(40), "web", "bill.viewed", bill, amount).anonymous().write();
        }
        entry(diary, when, "web", "bill.viewed", bill, amount).write();
    }

    private static void pay(Diary diary, Chance chance, Instant sent, String bill, BigDecimal amount, boolean upset) {
        boolean late = chance.happens(upset ? 0.45 : 0.05);
        var channel = diary.customer().digital() ? "app" : "letter";
        if (!late) {
            var paid = sent.plus(chance.between(Duration.ofDays(5), Duration.ofDays(13)));
            if (chance.happens(0.03)) {
                entry(diary, paid.minus(Duration.ofHours(3)), channel, "payment.failed", bill, amount)
                        .with("error_code", "card_declined")
                        .write();
            }
            entry(diary, paid, channel, "payment.made", bill, amount).earning(amount).write();
            return;
        }
        entry(diary, sent.plus(Duration.ofDays(15)), "sms", "reminder.sent", bill, amount).write();
        if (chance.happens(0.7)) {
            var paid = sent.plus(chance.between(Duration.ofDays(15).plusHours(2), Duration.ofDays(20)));
            entry(diary, paid, channel, "payment.made", bill, amount).earning(amount).write();
            return;
        }
        entry(diary, sent.plus(Duration.ofDays(22)), "letter", "dunning.sent", bill, amount).write();
        if (chance.happens(0.6)) {
            var paid = sent.plus(chance.between(Duration.ofDays(23), Duration.ofDays(29)));
            entry(diary, paid, channel, "payment.made", bill, amount).earning(amount).write();
        }
    }

    private static Diary.Entry entry(
            Diary diary, Instant when, String channel, String touchpoint, String bill, BigDecimal amount) {
        return diary.at(when, channel, touchpoint).with("bill_id", bill).with("amount", amount);
    }
}
