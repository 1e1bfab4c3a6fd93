package io.throughline.standalone.report;

import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.Ports;
import java.nio.file.Path;

/** Where to look and what to call once a platform serves. */
public final class Whereabouts {

    private Whereabouts() {}

    /** @param sample whether the simulated customers are there, one of whom can be asked for */
    public static String of(Ports ports, Path data, boolean sample) {
        var text = new StringBuilder();
        text.append("console    http://localhost:%d/%n".formatted(ports.of(Part.MEASUREMENT)));
        for (var service : Part.services()) {
            text.append("%-10s gRPC localhost:%d   OpenAPI http://localhost:%2$d/openapi   (%s)%n"
                    .formatted(service == Part.IDENTITY ? "services" : "", ports.of(service), service.title()));
        }
        if (sample) {
            text.append("try        grpcurl -plaintext -d '{\"identifier\": {\"namespace\": \"crm\", \"value\": \"C-1\"}}' \\%n"
                    .formatted());
            text.append("             localhost:%d throughline.journey.v1.JourneyService/GetCustomerContext%n"
                    .formatted(ports.of(Part.JOURNEY)));
        }
        text.append("data       %s (logs in %s)%n".formatted(data, data.resolve("logs")));
        text.append("Ctrl-C, or kill %d, stops everything.".formatted(ProcessHandle.current().pid()));
        return text.toString();
    }
}
