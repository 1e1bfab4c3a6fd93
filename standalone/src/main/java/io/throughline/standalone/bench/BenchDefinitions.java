package io.throughline.standalone.bench;

import io.throughline.journey.v1.ApplyDefinitionRequest;
import io.throughline.journey.v1.StartReplayRequest;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.PlatformHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The definitions that interactions are measured with, in {@code samples/bench}. */
final class BenchDefinitions {

    private BenchDefinitions() {}

    /** The clock stays unset, as it may in a replay: what is told in batches of days would be late for one that goes along. */
    static void apply(PlatformHandle platform, Installation installation) throws IOException {
        platform.clients().clock().startReplay(StartReplayRequest.getDefaultInstance());
        for (var definition : files(installation)) {
            platform.clients()
                    .definitions()
                    .applyDefinition(ApplyDefinitionRequest.newBuilder()
                            .setYaml(Files.readString(definition))
                            .build());
        }
    }

    private static List<Path> files(Installation installation) throws IOException {
        try (var files = Files.list(installation.samples().resolve("bench"))) {
            return files.filter(file -> file.toString().endsWith(".journey.yaml")).sorted().toList();
        }
    }
}
