package io.throughline.standalone.platform;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a platform consists of on one machine: a database server and four services, each a process of its own. */
public enum Part {
    POSTGRESQL("PostgreSQL"),
    IDENTITY("identity-service"),
    JOURNEY("journey-service"),
    MEASUREMENT("measurement-service"),
    ORCHESTRATION("orchestration-service");

    private static final Set<Part> SERVICES = EnumSet.range(IDENTITY, ORCHESTRATION);

    private final String title;

    Part(String title) {
        this.title = title;
    }

    /** The four services, in the order in which requests go up. */
    public static Set<Part> services() {
        return EnumSet.copyOf(SERVICES);
    }

    /** How people and logs call it; for a service, also the name of its module. */
    public String title() {
        return title;
    }

    /** A word for file names, databases and settings: {@code journey}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isService() {
        return SERVICES.contains(this);
    }

    /** Which services this one calls; requests go up only. */
    public Set<Part> peers() {
        return switch (this) {
            case POSTGRESQL, IDENTITY -> Set.of();
            case JOURNEY -> EnumSet.of(IDENTITY);
            case MEASUREMENT -> EnumSet.of(IDENTITY, JOURNEY);
            case ORCHESTRATION -> EnumSet.of(IDENTITY, JOURNEY, MEASUREMENT);
        };
    }
}
