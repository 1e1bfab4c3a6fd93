package io.throughline.standalone.report;

import io.throughline.journey.v1.JourneyRule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Kinds of the contracts as people read and write them: {@code ping_pong} for {@code SIGNAL_KIND_PING_PONG}. */
public final class KindWords {

    private static final String NO_KIND = "UNSPECIFIED";
    private static final String NOT_KNOWN_HERE = "UNRECOGNIZED";

    private KindWords() {}

    public static String of(Enum<?> kind) {
        var none = kind.getDeclaringClass().getEnumConstants()[0].name();
        var prefix = none.substring(0, none.length() - NO_KIND.length());
        return kind.name().substring(kind.name().startsWith(prefix) ? prefix.length() : 0).toLowerCase(Locale.ROOT);
    }

    /** The words of all kinds. */
    public static List<String> all(Class<? extends Enum<?>> kinds) {
        return Arrays.stream(kinds.getEnumConstants())
                .filter(kind -> !kind.name().endsWith(NO_KIND) && !kind.name().equals(NOT_KNOWN_HERE))
                .map(KindWords::of)
                .toList();
    }

    /** The kind that is called so; empty when none is. */
    public static <E extends Enum<E>> Optional<E> read(Class<E> kinds, String word) {
        return Arrays.stream(kinds.getEnumConstants())
                .filter(kind -> all(kinds).contains(word) && of(kind).equals(word))
                .findFirst();
    }

    /** A rule by the place in its definition where it stands: {@code achieved: payment.made}. */
    static String rule(JourneyRule rule) {
        var place = switch (rule.getKind()) {
            case JOURNEY_RULE_KIND_ENTRY -> "entry";
            case JOURNEY_RULE_KIND_PART -> "touchpoints";
            case JOURNEY_RULE_KIND_MOMENT -> "moment " + rule.getMoment();
            case JOURNEY_RULE_KIND_GOAL -> "achieved";
            case JOURNEY_RULE_KIND_EXIT -> "exit";
            case JOURNEY_RULE_KIND_ABANDONMENT -> "abandonment";
            case JOURNEY_RULE_KIND_ERROR -> "errors";
            case JOURNEY_RULE_KIND_UNSPECIFIED, UNRECOGNIZED -> "rule";
        };
        return place + ": " + rule.getTouchpoint() + (rule.getWhen().isEmpty() ? "" : ", when " + rule.getWhen());
    }
}
