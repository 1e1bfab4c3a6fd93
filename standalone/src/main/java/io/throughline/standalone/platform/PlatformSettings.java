package io.throughline.standalone.platform;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What to start and where.
 *
 * @param data the folder that keeps everything; made when missing
 * @param ports where each part is to listen
 * @param services which services to start at once; the others can be started later
 * @param databaseSettings PostgreSQL settings that differ from the usual ones, such as {@code shared_buffers}
 * @param serviceSettings environment variables that all services are to have besides the usual ones
 */
public record PlatformSettings(
        Path data,
        Ports ports,
        Set<Part> services,
        Map<String, String> databaseSettings,
        Map<String, String> serviceSettings) {

    public PlatformSettings {
        data = data.toAbsolutePath().normalize();
        services = services.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(services));
        databaseSettings = Map.copyOf(databaseSettings);
        serviceSettings = Map.copyOf(serviceSettings);
    }

    /** All services with the usual settings. */
    public static PlatformSettings of(Path data, Ports ports) {
        return new PlatformSettings(data, ports, Part.services(), Map.of(), Map.of());
    }

    public PlatformSettings withServices(Set<Part> only) {
        return new PlatformSettings(data, ports, only, databaseSettings, serviceSettings);
    }

    public PlatformSettings withDatabaseSettings(Map<String, String> settings) {
        return new PlatformSettings(data, ports, services, settings, serviceSettings);
    }

    public PlatformSettings withServiceSettings(Map<String, String> settings) {
        return new PlatformSettings(data, ports, services, databaseSettings, settings);
    }
}
