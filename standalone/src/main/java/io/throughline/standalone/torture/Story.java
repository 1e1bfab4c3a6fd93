package io.throughline.standalone.torture;

import io.throughline.identity.v1.Identifier;
import io.throughline.standalone.bench.Happening;
import io.throughline.standalone.bench.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What happens, as a log with its mapping. Every third customer is first known by an e-mail address alone, later by a number
 * alone, and once, in between, by both: then two become one. Two of every five share a tablet for what they do in the app. At
 * first it says nothing but itself, then the one signs in, and it is that one's; when the other signs in too, it is nobody's
 * any more, and the customer that it had joined falls apart.
 *
 * @param seed the same seed tells the same
 */
record Story(long seed, int interactions) {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final int INTERACTIONS_PER_CUSTOMER = 10;
    private static final int TWO_NAMED_ONE_IN = 3;
    private static final int TO_A_TABLET = 5;
    private static final Duration ONE_SIGNS_IN_AFTER = Workload.LENGTH.dividedBy(6);
    private static final Duration OTHER_SIGNS_IN_AFTER = Workload.LENGTH.dividedBy(3);

    private static final String MAPPING = """
            mapping: torture
            id: id
            occurred_at: time
            source_sequence: number
            identifiers: {crm: crm, email: email, device: tablet}
            channel: channel
            touchpoint: touchpoint
            attributes: {order_id: order_id}
            revenue: {amount: revenue, currency: EUR}
            feedback: {nps: nps}
            """;

    /** Writes log and mapping into {@code folder}. */
    Written write(Path folder) throws IOException {
        var log = new StringBuilder("id,time,number,crm,email,tablet,channel,touchpoint,order_id,revenue,nps\n");
        var identifiers = new HashSet<Identifier>();
        var deliveries = new Workload(
                        seed, interactions, Math.max(1, interactions / INTERACTIONS_PER_CUSTOMER), START)
                .deliveries();
        for (var happening : deliveries) {
            var names = names(happening);
            names.forEach((namespace, value) -> identifiers.add(
                    Identifier.newBuilder().setNamespace(namespace).setValue(value).build()));
            log.append(String.join(",", cells(happening, names))).append('\n');
        }
        return new Written(
                Files.writeString(folder.resolve("torture.csv"), log),
                Files.writeString(folder.resolve("torture.mapping.yaml"), MAPPING),
                identifiers);
    }

    /**
     * Where the story was written.
     *
     * @param identifiers all that are told of in it
     */
    record Written(Path log, Path mapping, Set<Identifier> identifiers) {}

    private static List<String> cells(Happening happening, Map<String, String> names) {
        return List.of(
                "t" + happening.number(),
                happening.occurredAt().toString(),
                Integer.toString(happening.number()),
                names.getOrDefault("crm", ""),
                names.getOrDefault("email", ""),
                names.getOrDefault("device", ""),
                happening.channel(),
                happening.touchpoint(),
                "o" + happening.errand(),
                happening.touchpoint().endsWith(".paid") ? "9.99" : "",
                happening.touchpoint().equals("problem.solved") ? Integer.toString(happening.number() % 11) : "");
    }

    /** By namespace, how who it is happened to is known there. */
    private static Map<String, String> names(Happening happening) {
        int customer = happening.customer();
        boolean twoNamed = customer % TWO_NAMED_ONE_IN == 0;
        var names = new HashMap<String, String>();
        boolean onTablet = happening.channel().equals("app") && customer % TO_A_TABLET <= 1;
        if (onTablet) {
            names.put("device", "tablet-" + customer / TO_A_TABLET);
        }
        boolean signedIn = !onTablet
                || happening.occurredAt()
                        .isAfter(START.plus(customer % TO_A_TABLET == 0 ? ONE_SIGNS_IN_AFTER : OTHER_SIGNS_IN_AFTER));
        if (signedIn && !(twoNamed && isEarly(happening))) {
            names.put("crm", "c" + customer);
        }
        if (signedIn && twoNamed && (isEarly(happening) || isMeeting(happening))) {
            names.put("email", "c" + customer + "@example.org");
        }
        return names;
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
