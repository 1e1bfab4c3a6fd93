package io.throughline.journey.preview;

import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.JourneyState;
import io.throughline.journey.fold.Signal;
import io.throughline.journey.fold.Step;
import io.throughline.journey.fold.Transition;
import io.throughline.journey.fold.TransitionKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says in words what would be otherwise about one journey. The number of the version that it follows is no such thing: a journey
 * that runs as before is unchanged.
 */
final class Changes {

    /** Of one journey. */
    private static final int MOST = 20;

    private static final int MOST_TIMES = 3;

    private Changes() {}

    /** Empty when nothing would be otherwise. */
    static List<String> between(Optional<Journey> was, Optional<Journey> becomes) {
        if (was.isEmpty()) {
            return becomes.map(journey -> "begins at " + begun(journey) + " and is " + word(journey.state()))
                    .stream()
                    .toList();
        }
        if (becomes.isEmpty()) {
            return was.map(journey -> "is not there; began at " + begun(journey) + " and was " + word(journey.state()))
                    .stream()
                    .toList();
        }
        return cut(between(was.get(), becomes.get()));
    }

    private static List<String> between(Journey was, Journey becomes) {
        var changes = new ArrayList<String>(0);
        if (was.state() != becomes.state()) {
            changes.add("is " + word(becomes.state()) + "; was " + word(was.state()));
        }
        if (!was.stage().equals(becomes.stage())) {
            changes.add("stands in " + stage(becomes) + "; stood in " + stage(was));
        }
        if (!was.transitions().equals(becomes.transitions())) {
            compare(transitions(was), transitions(becomes), List.of(), (what, times) ->
                    changes.add(what + ": " + told(times.after()) + "; was: " + told(times.before())));
        }
        if (!was.signals().equals(becomes.signals())) {
            compare(signals(was), signals(becomes), "not noticed", (what, noticed) ->
                    changes.add("signal " + what + ": " + noticed.after() + "; was: " + noticed.before()));
        }
        if (!was.steps().equals(becomes.steps())) {
            compare(steps(was), steps(becomes), List.of(), (what, times) -> changes.add(took(what, times)));
        }
        return changes;
    }

    private static List<String> cut(List<String> changes) {
        if (changes.size() <= MOST) {
            return changes;
        }
        var first = new ArrayList<>(changes.subList(0, MOST));
        first.add("and " + (changes.size() - MOST) + " more");
        return first;
    }

    /** Something before and after. */
    private record Both<T>(T before, T after) {}

    private static <T> void compare(
            Map<String, T> was, Map<String, T> becomes, T nothing, BiConsumer<String, Both<T>> changed) {
        var all = new LinkedHashSet<>(becomes.keySet());
        all.addAll(was.keySet());
        for (var what : all) {
            var both = new Both<>(was.getOrDefault(what, nothing), becomes.getOrDefault(what, nothing));
            if (!both.before().equals(both.after())) {
                changed.accept(what, both);
            }
        }
    }

    private static Map<String, List<Instant>> transitions(Journey journey) {
        return times(
                journey.transitions(),
                transition -> transition.kind() == TransitionKind.REACHED
                        ? "reached `" + transition.moment() + "`"
                        : word(transition.kind()),
                Transition::at);
    }

    private static Map<String, List<Instant>> steps(Journey journey) {
        return times(journey.steps(), Step::touchpoint, Step::occurredAt);
    }

    private static <T> Map<String, List<Instant>> times(
            List<T> happened, Function<T, String> what, Function<T, Instant> when) {
        return happened.stream()
                .collect(Collectors.groupingBy(what, LinkedHashMap::new, Collectors.mapping(when, Collectors.toList())));
    }

    private static Map<String, String> signals(Journey journey) {
        return journey.signals().stream()
                .collect(Collectors.toMap(
                        signal -> word(signal.kind()), Changes::told, (one, _) -> one, LinkedHashMap::new));
    }

    private static String told(Signal signal) {
        return signal.times() == 1
                ? "at " + signal.firstAt()
                : signal.times() + " times, from " + signal.firstAt() + " to " + signal.lastAt();
    }

    private static String told(List<Instant> times) {
        if (times.isEmpty()) {
            return "never";
        }
        var first = times.stream().limit(MOST_TIMES).map(Instant::toString).collect(Collectors.joining(", "));
        return first + (times.size() > MOST_TIMES ? " and " + (times.size() - MOST_TIMES) + " times more" : "");
    }

    private static String took(String touchpoint, Both<List<Instant>> times) {
        int before = times.before().size();
        int after = times.after().size();
        return before == after
                ? "takes other interactions at `" + touchpoint + "`"
                : "interactions at `" + touchpoint + "`: " + after + "; was: " + before;
    }

    private static Instant begun(Journey journey) {
        return journey.entry().occurredAt();
    }

    private static String stage(Journey journey) {
        return journey.stage().isEmpty() ? "no stage" : "stage `" + journey.stage() + "`";
    }

    static String word(JourneyState state) {
        return word((Enum<?>) state);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
