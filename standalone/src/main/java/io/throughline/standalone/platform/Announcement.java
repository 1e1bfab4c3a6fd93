package io.throughline.standalone.platform;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Optional;
import java.util.Properties;

/** What a running platform tells those who look into its data folder: the launcher's process number, and its ports. */
public record Announcement(long launcher, Ports ports) {

    String described() {
        return "a platform runs on it, started by process %d, with its console at http://localhost:%d/"
                .formatted(launcher, ports.of(Part.MEASUREMENT));
    }

    String written() {
        var text = new StringBuilder("launcher=%d\n".formatted(launcher));
        for (var part : Part.values()) {
            text.append("%s=%d\n".formatted(part.word(), ports.of(part)));
        }
        return text.toString();
    }

    /** Empty when the text is not whole, because its writer is still at it. */
    static Optional<Announcement> parse(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        var ports = new EnumMap<Part, Integer>(Part.class);
        for (var part : Part.values()) {
            if (properties.containsKey(part.word())) {
                ports.put(part, Integer.valueOf(properties.getProperty(part.word())));
            }
        }
        return properties.containsKey("launcher") && ports.size() == Part.values().length
                ? Optional.of(new Announcement(Long.parseLong(properties.getProperty("launcher")), new Ports(ports)))
                : Optional.empty();
    }
}
