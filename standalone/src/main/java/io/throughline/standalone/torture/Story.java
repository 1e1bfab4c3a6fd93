package io.throughline.standalone.torture;

import io.throughline.standalone.bench.Happening;
import io.throughline.standalone.bench.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What happens, as a log with its mapping. Every third customer is first known by an e-mail address alone, later by a number
 * alone, and once, in between, by both: then two become one.
 *
 * @param seed the same seed tells the same
 */
record Story(long seed, int interactions) {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final int INTERACTIONS_PER_CUSTOMER = 10;
    private static final int TWO_NAMED_ONE_IN = 3;

    private static final String MAPPING = """
            mapping: torture
            id: id
            occurred_at: time
            source_sequence: number
            identifiers: {crm: crm, email: email}
            channel: channel
            touchpoint: touchpoint
            attributes: {order_id: order_id}
            revenue: {amount: revenue, currency: EUR}
            feedback: {nps: nps}
            """;

    /** Writes log and mapping into {@code folder}. */
    Written write(Path folder) throws IOException {
        var log = new StringBuilder("id,time,number,crm,email,channel,touchpoint,order_id,revenue,nps\n");
        var deliveries = new Workload(
                        seed, interactions, Math.max(1, interactions / INTERACTIONS_PER_CUSTOMER), START)
                .deliveries();
        deliveries.forEach(happening -> log.append(String.join(",", cells(happening))).append('\n'));
        return new Written(
                Files.writeString(folder.resolve("torture.csv"), log),
                Files.writeString(folder.resolve("torture.mapping.yaml"), MAPPING));
    }

    /** Where the story was written. */
    record Written(Path log, Path mapping) {}

    private static List<String> cells(Happening happening) {
        var crm = "c" + happening.customer();
        var email = "c" + happening.customer() + "@example.org";
        boolean twoNamed = happening.customer() % TWO_NAMED_ONE_IN == 0;
        return List.of(
                "t" + happening.number(),
                happening.occurredAt().toString(),
                Integer.toString(happening.number()),
                twoNamed && isEarly(happening) ? "" : crm,
                twoNamed && (isEarly(happening) || isMeeting(happening)) ? email : "",
                happening.channel(),
                happening.touchpoint(),
                "o" + happening.errand(),
                happening.touchpoint().endsWith(".paid") ? "9.99" : "",
                happening.touchpoint().equals("problem.solved") ? Integer.toString(happening.number() % 11) : "");
    }

    /** In the first half of the time. */
    private static boolean isEarly(Happening happening) {
        return happening.occurredAt().isBefore(START.plus(Workload.LENGTH.dividedBy(2)));
    }

    /** In the second half, what is done on the web, where one signs in with both. */
    private static boolean isMeeting(Happening happening) {
        return happening.channel().equals("web");
    }
}
