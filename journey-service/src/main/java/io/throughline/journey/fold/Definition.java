package io.throughline.journey.fold;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A journey definition, compiled: all its versions.
 *
 * @param correlateBy the attribute that tells journeys of one customer apart, the same in all versions; empty when a
 *     customer has one journey of this kind at a time
 * @param versions in ascending order of number and of {@code effectiveFrom}; never empty
 * @param migrations in ascending order of time, no two at the same
 */
public record Definition(
        String name, Optional<String> correlateBy, List<DefinitionVersion> versions, List<Migration> migrations) {

    /** Of what a journey is correlated by, in characters: it is a part of keys. */
    static final int LONGEST = 256;

    private static final int BEGINNING = 128;

    public Definition {
        versions = List.copyOf(versions);
        migrations = List.copyOf(migrations);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a definition has at least one version");
        }
        for (int i = 1; i < migrations.size(); i++) {
            if (!migrations.get(i).at().isAfter(migrations.get(i - 1).at())) {
                throw new IllegalArgumentException("migrations are in order of time, and no two at the same");
            }
        }
    }

    /** All journeys follow the version that they begin with. */
    public Definition(String name, Optional<String> correlateBy, List<DefinitionVersion> versions) {
        this(name, correlateBy, versions, List.of());
    }

    /** This with {@code migrations} in place of its own. */
    public Definition migrating(List<Migration> migrations) {
        return new Definition(name, correlateBy, versions, migrations);
    }

    /** The version that a journey beginning at {@code time} follows; the first covers all the past. */
    public DefinitionVersion versionAt(Instant time) {
        for (int i = versions.size() - 1; i > 0; i--) {
            if (!versions.get(i).effectiveFrom().isAfter(time)) {
                return versions.get(i);
            }
        }
        return versions.getFirst();
    }

    /** The version of that number. */
    public DefinitionVersion version(int number) {
        return versions.stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no version " + number));
    }

    /** The touchpoints that any version names; no other interaction can matter to this definition. */
    public Set<String> touchpoints() {
        return versions.stream()
                .flatMap(version -> version.touchpoints().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What {@code interaction} has to tell its journey from others by: empty text without {@code correlate_by}; nothing when
     * it lacks the attribute, and so belongs to no journey of this definition. Of a text longer than {@link #LONGEST} the
     * beginning stands, with a digest of the whole.
     */
    public Optional<String> correlation(Interaction interaction) {
        if (correlateBy.isEmpty()) {
            return Optional.of("");
        }
        return switch (interaction.attributes().get(correlateBy.get())) {
            case String text when !text.isEmpty() -> Optional.of(abridged(text));
            case Number number -> Optional.of(abridged(plain(number)));
            case Boolean truth -> Optional.of(truth.toString());
            case null, default -> Optional.empty();
        };
    }

    private static String abridged(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int kept = BEGINNING - (Character.isHighSurrogate(text.charAt(BEGINNING - 1)) ? 1 : 0);
        return text.substring(0, kept) + "…" + Ids.text(text);
    }

    /** 42 and 42.0 are the same order. */
    private static String plain(Number number) {
        return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }
}
