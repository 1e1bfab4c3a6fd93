package io.throughline.identity.attribute;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of the values of an attribute survives. Where sources, or the identifiers of one customer, contradict each other, all is
 * kept and one value is answered, by the rule for its name.
 *
 * @param rules by the names of attributes
 * @param usual the rule for all others
 * @param trust sources, the most trusted first
 */
public record Survivorship(Map<String, Rule> rules, Rule usual, List<String> trust) {

    /** What goes before; where it is the same, what was said last, then what comes first by source and value. */
    public enum Rule {
        /** What was said last. */
        MOST_RECENT,
        /** What the most trusted source says; sources that nobody named are trusted less than all others, and equally. */
        MOST_TRUSTED,
        /** What most say, each source counting once for each identifier of which it says so. */
        MOST_FREQUENT
    }

    private record Answer(String name, AttributeValue value) {}

    public Survivorship {
        rules = Map.copyOf(rules);
        trust = List.copyOf(trust);
    }

    /** All that is {@code heard} of one customer, by name; the first of each name survives. */
    public List<Heard> ranked(Collection<Heard> heard) {
        if (heard.isEmpty()) {
            return List.of();
        }
        var votes = new HashMap<Answer, Long>();
        heard.forEach(each -> votes.merge(answer(each), each.identifiers(), Long::sum));
        return heard.stream()
                .sorted(Comparator.comparing((Heard each) -> each.said().name())
                        .thenComparingLong(each -> before(each, votes))
                        .thenComparing(Heard::last, Comparator.reverseOrder())
                        .thenComparing(Heard::said, Said.ORDER))
                .toList();
    }

    /** The value that survives of each name. */
    public Map<String, AttributeValue> surviving(Collection<Heard> heard) {
        var surviving = new HashMap<String, AttributeValue>();
        ranked(heard).forEach(each -> surviving.putIfAbsent(each.said().name(), each.said().value()));
        return surviving;
    }

    /** Whether each survives, of what is {@code ranked}. */
    public static boolean survives(List<Heard> ranked, int place) {
        return place == 0
                || !ranked.get(place).said().name().equals(ranked.get(place - 1).said().name());
    }

    /** The lower, the earlier it comes by the rule for its name. */
    private long before(Heard heard, Map<Answer, Long> votes) {
        return switch (rules.getOrDefault(heard.said().name(), usual)) {
            case MOST_RECENT -> 0;
            case MOST_TRUSTED -> {
                int place = trust.indexOf(heard.said().source());
                yield place < 0 ? trust.size() : place;
            }
            case MOST_FREQUENT -> -votes.get(answer(heard));
        };
    }

    private static Answer answer(Heard heard) {
        return new Answer(heard.said().name(), heard.said().value());
    }
}
