package io.throughline.standalone.sample;

import io.throughline.standalone.platform.PlatformException;
import io.throughline.standalone.simulator.SimulatedCompany;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Properties;

/**
 * Which company is simulated into a data folder. Written down before the first interaction is sent, so that a replay that was
 * interrupted goes on with the same company, and marked when it is through.
 *
 * @param start of the simulated days
 * @param finished whether all of it has been recorded and the clock is LIVE
 */
public record SamplePlan(long seed, int customers, Instant start, int days, boolean finished) {

    private static final String FILE = "sample.properties";

    /** A company whose days end an hour before {@code now}, so that its journeys look like today's. */
    public static SamplePlan endingAt(Instant now, long seed, int customers, int days) {
        var end = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));
        return new SamplePlan(seed, customers, end.minus(Duration.ofDays(days)), days, false);
    }

    /** The plan kept in a data folder; empty before the first. */
    public static Optional<SamplePlan> read(Path data) {
        var file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            var properties = new Properties();
            properties.load(reader);
            return Optional.of(new SamplePlan(
                    Long.parseLong(properties.getProperty("seed")),
                    Integer.parseInt(properties.getProperty("customers")),
                    Instant.parse(properties.getProperty("start")),
                    Integer.parseInt(properties.getProperty("days")),
                    Boolean.parseBoolean(properties.getProperty("finished"))));
        } catch (IOException failure) {
            throw new PlatformException("cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }

    /** Keeps this plan in the data folder, whole or not at all. */
    public void write(Path data) {
        var properties = new Properties();
        properties.setProperty("seed", Long.toString(seed));
        properties.setProperty("customers", Integer.toString(customers));
        properties.setProperty("start", start.toString());
        properties.setProperty("days", Integer.toString(days));
        properties.setProperty("finished", Boolean.toString(finished));
        var unfinished = data.resolve(FILE + ".unfinished");
        try {
            try (Writer writer = Files.newBufferedWriter(unfinished)) {
                properties.store(writer, null);
            }
            Files.move(unfinished, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new PlatformException("cannot write " + data.resolve(FILE) + ": " + failure.getMessage(), failure);
        }
    }

    public SamplePlan whenFinished() {
        return new SamplePlan(seed, customers, start, days, true);
    }

    public SimulatedCompany company() {
        return SimulatedCompany.of(seed, customers, start, days);
    }

    Instant end() {
        return start.plus(Duration.ofDays(days));
    }
}
