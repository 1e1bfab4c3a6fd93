package io.throughline.standalone.bench;

import java.util.List;
import java.util.random.RandomGenerator;

/** What a customer wants, step by step. Every errand begins with what begins a journey in {@code samples/bench}. */
enum Errand {
    PAY_BILL("bill.sent", List.of("bill.viewed", "bill.reminded"), "bill.paid"),
    SOLVE_PROBLEM("problem.reported", List.of("problem.searched", "agent.called"), "problem.solved"),
    BUY_DEVICE("order.placed", List.of("order.paid", "order.shipped"), "order.delivered");

    private final String first;
    private final List<String> further;
    private final String last;

    Errand(String first, List<String> further, String last) {
        this.first = first;
        this.further = further;
        this.last = last;
    }

    static Errand any(RandomGenerator random) {
        return values()[random.nextInt(values().length)];
    }

    /** The touchpoint of step {@code step} out of {@code steps}, which are at least two. */
    String touchpoint(int step, int steps, RandomGenerator random) {
        if (step == 0) {
            return first;
        }
        return step == steps - 1 ? last : further.get(random.nextInt(further.size()));
    }
}
