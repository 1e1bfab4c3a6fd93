package io.throughline.journey.discovery;

import io.throughline.journey.discovery.Discovered.Variant;
import io.throughline.kit.document.Durations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Writes what was found as a definition, with the figures as comments. Every start that was seen begins a journey, so that as many
 * journeys come of it as there were cases; what is an exception, a person takes out.
 */
final class DraftYaml {

    private static final int VARIANTS = 5;

    /** Of touchpoints with their comments; a definition may have 256 KiB. */
    private static final int MOST_BYTES = 160 * 1024;

    /** Pauses of which any share can be told. */
    private static final long ENOUGH = 20;

    /** As a definition may have it. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private final String name;
    private final Optional<String> correlateBy;
    private final Discovered discovered;
    private final Likely likely;
    private final List<String> lines = new ArrayList<>();
    private final Set<String> named = new HashSet<>();
    private int bytes;
    private int leftOut;

    private DraftYaml(String name, Optional<String> correlateBy, Discovered discovered, Likely likely) {
        this.name = name;
        this.correlateBy = correlateBy;
        this.discovered = discovered;
        this.likely = likely;
    }

    /** Empty when there are no cases, or none begins with a touchpoint that a rule can name. */
    static String of(String name, Optional<String> correlateBy, Discovered discovered, Likely likely) {
        return new DraftYaml(name, correlateBy, discovered, likely).text();
    }

    private String text() {
        if (discovered.cases() == 0) {
            return "";
        }
        head();
        if (!starts()) {
            return "";
        }
        ends();
        parts();
        silences();
        moments();
        return String.join("\n", lines) + "\n";
    }

    private void head() {
        say("# A draft, made from what is recorded: " + count(discovered.cases()) + " cases with "
                + count(discovered.interactions()) + " interactions, from " + discovered.first().orElseThrow() + " to "
                + discovered.last().orElseThrow() + ".");
        say(correlateBy
                .map(attribute -> "# A case is what one customer did with the same `" + YamlText.comment(attribute) + "`.")
                .orElse("# A case is all that one customer did."));
        say("# The figures speak for what stands here, but only a person knows what is meant: look through it before it is applied.");
        say("#");
        say("# " + (discovered.distinctVariants() > VARIANTS ? "The most frequent ways of cases:" : "The ways of cases:"));
        discovered.variants().stream().limit(VARIANTS).forEach(variant -> say("#   " + way(variant)));
        say("name: " + name);
        say("title: " + YamlText.of("Discovered" + correlateBy.map(attribute -> " by " + attribute).orElse("")));
        say("# goal: what the customer wants, in the customer's words");
        say("# owner: who answers for it");
        correlateBy.ifPresent(attribute -> {
            say("correlate_by: " + YamlText.of(attribute));
            say("after_end: attach");
        });
    }

    private String way(Variant variant) {
        var more = variant.length() > variant.touchpoints().size() ? " > …" : "";
        return Likely.share(variant.cases(), discovered.cases())
                + "  "
                + YamlText.comment(String.join(" > ", variant.touchpoints()) + more);
    }

    /** Whether there is a touchpoint that a rule can name. */
    private boolean starts() {
        var entries = new ArrayList<String>();
        var rare = new ArrayList<String>();
        for (var start : likely.starts()) {
            item(start.touchpoint().touchpoint(), start.why()).ifPresent((start.likely() ? entries : rare)::add);
        }
        if (!rare.isEmpty()) {
            entries.add("  # Seldom the first; take out what does not begin a journey, and put it under touchpoints.");
            entries.addAll(rare);
        }
        list("entry", entries);
        return !entries.isEmpty();
    }

    private void ends() {
        list("achieved", ends(Likely.Kind.GOAL));
        list("abandonment", ends(Likely.Kind.ABANDONMENT));
        var unclear = likely.ends().stream().filter(end -> end.kind() == Likely.Kind.UNCLEAR).toList();
        if (!unclear.isEmpty()) {
            say("");
            say("# Whether these achieve the goal, or end a journey otherwise (exit), the figures do not tell:");
            unclear.stream().limit(VARIANTS).forEach(end -> comment(end, "#   "));
        }
        var silent = likely.ends().stream().filter(end -> end.kind() == Likely.Kind.SILENCE).toList();
        if (!silent.isEmpty()) {
            say("");
            say("# After these most cases go on; those that do not have fallen silent, or are not over yet:");
            silent.stream().limit(VARIANTS).forEach(end -> comment(end, "#   "));
        }
    }

    private List<String> ends(Likely.Kind kind) {
        return likely.ends().stream()
                .filter(end -> end.kind() == kind)
                .flatMap(end -> item(end.touchpoint().touchpoint(), end.why()).stream())
                .toList();
    }

    private void comment(Likely.End end, String before) {
        say(before + YamlText.comment(end.touchpoint().touchpoint()) + ": " + end.why());
    }

    private void parts() {
        var items = new ArrayList<String>();
        for (var one : discovered.touchpoints()) {
            if (!named.contains(one.touchpoint())) {
                item(
                                one.touchpoint(),
                                count(one.interactions()) + (one.interactions() == 1 ? " time" : " times") + ", in "
                                        + Likely.share(one.cases(), discovered.cases()) + " cases")
                        .ifPresent(items::add);
            }
        }
        list("touchpoints", items);
        if (leftOut > 0) {
            say("# Left out, as there is no room for them or no rule can name them: touchpoints, " + count(leftOut) + ".");
        }
    }

    private void silences() {
        var pauses = discovered.pauses().filter(figures -> figures.count() >= ENOUGH);
        if (pauses.isEmpty()) {
            return;
        }
        var stall = roundUp(pauses.get().p95());
        var abandon = roundUp(pauses.get().p99());
        say("");
        if (!stall.isZero() && stall.compareTo(abandon) < 0 && stall.compareTo(LONGEST) <= 0) {
            say("stall_after: " + Durations.written(stall) + "  # 95 % of the pauses within cases are shorter");
        }
        if (!abandon.isZero() && abandon.compareTo(LONGEST) <= 0) {
            say("abandon_after: " + Durations.written(abandon) + "  # 99 % of the pauses within cases are shorter");
        }
        discovered.duration()
                .map(figures -> roundUp(figures.median()))
                .filter(time -> !time.isZero() && time.compareTo(LONGEST) <= 0)
                .ifPresent(time -> say("# target_time: " + Durations.written(time) + "  # half of the cases take no longer"));
    }

    private void moments() {
        say("");
        say("# moments:");
        say("#   - {name: the moment that matters, touchpoint: one of the above, owner: who answers for it, importance: 5}");
    }

    /** To whole minutes, hours or days, as people would say it. */
    private static Duration roundUp(Duration time) {
        var unit = time.compareTo(HOUR) < 0 ? Duration.ofMinutes(1) : time.compareTo(TWO_DAYS) < 0 ? HOUR : Duration.ofDays(1);
        long units = time.dividedBy(unit);
        return unit.multipliedBy(unit.multipliedBy(units).equals(time) ? units : units + 1);
    }

    private void list(String field, List<String> items) {
        if (!items.isEmpty()) {
            say("");
            say(field + ":");
            items.forEach(this::say);
        }
    }

    /** A touchpoint as an item of a list; empty when there is no room for it, or no rule can name it. */
    private Optional<String> item(String touchpoint, String comment) {
        var line = "  - " + YamlText.of(touchpoint) + "  # " + comment;
        int length = line.getBytes(StandardCharsets.UTF_8).length;
        boolean isPattern = touchpoint.startsWith("*") || touchpoint.endsWith("*");
        if (isPattern || bytes + length > MOST_BYTES) {
            leftOut += named.add(touchpoint) ? 1 : 0;
            return Optional.empty();
        }
        bytes += length;
        named.add(touchpoint);
        return Optional.of(line);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private void say(String line) {
        lines.add(line);
    }
}
