package io.throughline.journey.api;

import io.throughline.kit.error.Refusal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads parameters of addresses; refuses by its name the one that breaks its rules. Empty is left out. */
final class Parameters {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");

    private Parameters() {}

    static void checkWithin(String parameter, int number, int least, int most) {
        if (number < least || number > most) {
            throw Refusal.invalid(parameter, "must be from " + least + " to " + most);
        }
    }

    static Optional<String> text(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    static Optional<Instant> time(String parameter, String text) {
        try {
            var time = text(text).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
            if (time.filter(given -> given.isBefore(EARLIEST) || !given.isBefore(LATEST)).isPresent()) {
                throw Refusal.invalid(parameter, "is not a time within the years 1 to 9999");
            }
            return time;
        } catch (DateTimeParseException none) {
            throw Refusal.invalid(parameter, "must be a time such as 2026-01-31T08:00:00Z");
        }
    }

    static Optional<UUID> id(String parameter, String text) {
        try {
            return text(text).map(UUID::fromString);
        } catch (IllegalArgumentException none) {
            throw Refusal.invalid(parameter, "must be an id such as 573993ff-f1e6-52e5-8120-b6f6d787bf5a");
        }
    }

    /** The one of {@code choices} that {@link #word} words so. */
    static <E extends Enum<E>> E choice(String parameter, String text, E[] choices) {
        return Arrays.stream(choices)
                .filter(choice -> word(choice).equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        parameter,
                        "must be one of " + Arrays.stream(choices).map(Parameters::word).collect(Collectors.joining(", "))));
    }

    /** What it is called in addresses, and in answers. */
    static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
