package io.throughline.journey.interaction;

/**
 * The identifier by which an interaction belongs to somebody, normalised.
 *
 * @param key names the identifier without telling it; one that was observed again after it was erased has another. 0 where that is
 *     not known, as of what an earlier release recorded
 */
public record Anchor(String namespace, String value, long key) {

    private static final long UNKNOWN = 0;

    /** By its name alone. */
    public Anchor(String namespace, String value) {
        this(namespace, value, UNKNOWN);
    }

    /** @param key {@code null} when it is not known */
    public static Anchor of(String namespace, String value, Long key) {
        return new Anchor(namespace, value, key == null ? UNKNOWN : key);
    }

    /** The same, whatever its key. */
    public Anchor byName() {
        return hasKey() ? new Anchor(namespace, value) : this;
    }

    public boolean hasKey() {
        return key != UNKNOWN;
    }

    /** As {@link #of} takes it. */
    public Long keyIfKnown() {
        return hasKey() ? key : null;
    }
}
