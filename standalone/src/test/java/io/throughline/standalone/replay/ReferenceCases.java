package io.throughline.standalone.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** The cases of a log as they stand in its file, counted without any help of what is tested. */
final class ReferenceCases {

    /** One line of the log. */
    record Happened(String activity, Instant at) {}

    private final Collection<List<Happened>> cases;

    private ReferenceCases(Collection<List<Happened>> cases) {
        this.cases = cases;
    }

    /**
     * @param columns those that tell cases apart
     * @param activity the column that names what happened
     * @param time the column that tells when; UTC where it has no offset
     */
    static ReferenceCases read(Path file, List<String> columns, String activity, String time) throws IOException {
        var stream = Files.newInputStream(file);
        try (var lines = new BufferedReader(new InputStreamReader(
                file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream, StandardCharsets.UTF_8))) {
            var head = Arrays.asList(lines.readLine().split(",", -1));
            var cases = new LinkedHashMap<List<String>, List<Happened>>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var cells = line.split(",", -1);
                if (cells.length != head.size() || line.contains("\"")) {
                    throw new IllegalStateException("not as simple as this reader thinks: " + line);
                }
                var key = columns.stream().map(column -> cells[head.indexOf(column)]).toList();
                cases.computeIfAbsent(key, _ -> new ArrayList<>())
                        .add(new Happened(cells[head.indexOf(activity)], time(cells[head.indexOf(time)])));
            }
            // Stable: of two at the same time the first of the file stays the first.
            cases.values().forEach(one -> one.sort(Comparator.comparing(Happened::at)));
            return new ReferenceCases(cases.values());
        }
    }

    private static Instant time(String text) {
        var iso = text.replace(' ', 'T');
        return iso.matches(".*([+-]\\d\\d:\\d\\d|Z)")
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }

    int count() {
        return cases.size();
    }

    Map<List<String>, Long> variants() {
        var variants = new LinkedHashMap<List<String>, Long>();
        cases.forEach(one -> variants.merge(one.stream().map(Happened::activity).toList(), 1L, Long::sum));
        return variants;
    }

    /** The times that passed from the first to the second, by pair, the shortest first. */
    Map<List<String>, List<Duration>> pairs() {
        var pairs = new LinkedHashMap<List<String>, List<Duration>>();
        for (var one : cases) {
            for (int i = 1; i < one.size(); i++) {
                var before = one.get(i - 1);
                var after = one.get(i);
                pairs.computeIfAbsent(List.of(before.activity(), after.activity()), _ -> new ArrayList<>())
                        .add(Duration.between(before.at(), after.at()));
            }
        }
        pairs.values().forEach(times -> times.sort(Comparator.naturalOrder()));
        return pairs;
    }

    /** By touchpoint: interactions, cases with it, cases that began with it, cases that ended with it. */
    Map<String, List<Long>> touchpoints() {
        var touchpoints = new TreeMap<String, List<Long>>();
        for (var one : cases) {
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < one.size(); i++) {
                var more = List.of(
                        1L, seen.add(one.get(i).activity()) ? 1L : 0L, i == 0 ? 1L : 0L, i == one.size() - 1 ? 1L : 0L);
                touchpoints.merge(
                        one.get(i).activity(),
                        more,
                        (left, right) -> List.of(
                                left.get(0) + right.get(0),
                                left.get(1) + right.get(1),
                                left.get(2) + right.get(2),
                                left.get(3) + right.get(3)));
            }
        }
        return touchpoints;
    }

    /** How journeys would go that begin with the first of {@code entries} in a case, and end with the first {@code goal} from there on. */
    Deviations against(
            Set<String> entries,
            String goal,
            List<String> moments,
            SequencedMap<String, Set<String>> stages,
            Set<String> named) {
        var found = new Deviations();
        for (var one : cases) {
            int begin = 0;
            while (begin < one.size() && !entries.contains(one.get(begin).activity())) {
                begin++;
            }
            if (begin < one.size()) {
                found.add(one.subList(begin, one.size()), goal, moments, stages, named);
            }
        }
        return found;
    }

    /** What differs between such journeys and how they were designed. */
    static final class Deviations {

        long journeys;
        long achieved;
        final Order moments = new Order();
        final Order stages = new Order();
        final Map<String, Long> unmapped = new TreeMap<>();
        final Map<String, Long> afterEnd = new TreeMap<>();

        private void add(
                List<Happened> journey,
                String goal,
                List<String> moments,
                SequencedMap<String, Set<String>> stages,
                Set<String> named) {
            var activities = journey.stream().map(Happened::activity).toList();
            int end = activities.indexOf(goal);
            journeys++;
            achieved += end < 0 ? 0 : 1;
            for (int i = 0; i < activities.size(); i++) {
                boolean underWay = end < 0 || i <= end;
                boolean known = named.contains(activities.get(i));
                if (underWay && !known) {
                    unmapped.merge(activities.get(i), 1L, Long::sum);
                } else if (!underWay && known) {
                    afterEnd.merge(activities.get(i), 1L, Long::sum);
                }
            }
            this.moments.add(activities, moments);
            this.stages.add(
                    activities.stream()
                            .map(activity -> stages.entrySet().stream()
                                    .filter(stage -> stage.getValue().contains(activity))
                                    .map(Map.Entry::getKey)
                                    .findFirst()
                                    .orElse(""))
                            .toList(),
                    List.copyOf(stages.keySet()));
        }
    }

    /** In which order such journeys came to what they were designed to come to. */
    static final class Order {

        long outOfOrder;
        final Map<String, Long> reached = new TreeMap<>();
        final Map<String, Long> before = new TreeMap<>();

        private void add(List<String> come, List<String> designed) {
            boolean inOrder = true;
            for (int early = 0; early < designed.size(); early++) {
                int first = come.indexOf(designed.get(early));
                if (first >= 0) {
                    reached.merge(designed.get(early), 1L, Long::sum);
                }
                for (int late = early + 1; late < designed.size(); late++) {
                    int second = come.indexOf(designed.get(late));
                    if (second >= 0 && second < first) {
                        before.merge(designed.get(late) + " before " + designed.get(early), 1L, Long::sum);
                        inOrder = false;
                    }
                }
            }
            outOfOrder += inOrder ? 0 : 1;
        }
    }
}
