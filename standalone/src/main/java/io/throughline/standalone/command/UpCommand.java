package io.throughline.standalone.command;

import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Platform;
import io.throughline.standalone.platform.PlatformSettings;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./throughline up} */
@Command(
        name = "up",
        description = {
            "Starts PostgreSQL and the four services on this machine and serves until Ctrl-C.",
            "The first time, sample journeys and policies are applied and simulated customers are replayed."
        })
public final class UpCommand implements Callable<Integer> {

    @Mixin
    private PlatformOptions options;

    @Override
    public Integer call() throws InterruptedException {
        var installation = Installation.locate();
        var settings = PlatformSettings.of(options.data(installation), options.ports());
        try (var _ = Platform.start(installation, settings, System.out::println)) {
            System.out.println("ready; Ctrl-C stops everything");
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
