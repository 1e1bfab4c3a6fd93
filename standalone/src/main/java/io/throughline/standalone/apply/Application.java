package io.throughline.standalone.apply;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.throughline.journey.v1.ApplyDefinitionRequest;
import io.throughline.orchestration.v1.ApplyPolicyRequest;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Applies journey definitions and policies from files. */
public final class Application {

    private static final long SECONDS_TO_ANSWER = 60;

    /** A policy asks for something; a journey definition never does. */
    private static final Pattern ASK = Pattern.compile("^ask\\s*:", Pattern.MULTILINE);

    /** How the services word a mistake: {@code line 12: …}. */
    private static final Pattern LINE = Pattern.compile("line (\\d+): (.*)", Pattern.DOTALL);

    private final Clients clients;

    public Application(Clients clients) {
        this.clients = clients;
    }

    /**
     * Applies one file and says in a sentence what came of it.
     *
     * @throws PlatformException naming each mistake as {@code file:line: path: what is wrong; what to do}
     */
    public String apply(Path file) {
        var yaml = read(file);
        try {
            return isPolicy(file, yaml) ? applyPolicy(yaml) : applyDefinition(yaml);
        } catch (StatusRuntimeException refused) {
            throw explained(file, refused);
        }
    }

    /** The files of {@code folder} that end on {@code ending}, by name. */
    public static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new PlatformException("cannot look into " + folder + ": " + failure.getMessage(), failure);
        }
    }

    static boolean isPolicy(Path file, String yaml) {
        var name = file.getFileName().toString();
        if (name.matches(".*\\.policy\\.ya?ml")) {
            return true;
        }
        return !name.matches(".*\\.journey\\.ya?ml") && ASK.matcher(yaml).find();
    }

    private String applyDefinition(String yaml) {
        var answer = clients.definitions()
                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .applyDefinition(ApplyDefinitionRequest.newBuilder().setYaml(yaml).build());
        var definition = answer.getDefinition();
        return "journey %s: %s%s"
                .formatted(
                        definition.getName(),
                        version(definition.getVersion(), answer.getUnchanged()),
                        definition.getFolding() ? "; interactions of the past are being folded" : "");
    }

    private String applyPolicy(String yaml) {
        var answer = clients.policies()
                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .applyPolicy(ApplyPolicyRequest.newBuilder().setYaml(yaml).build());
        return "policy %s: %s"
                .formatted(
                        answer.getPolicy().getName(),
                        version(answer.getPolicy().getVersion(), answer.getUnchanged()));
    }

    private static String version(int version, boolean unchanged) {
        return "version " + version + (unchanged ? " is in force already" : " is in force");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new PlatformException("no such file: " + file, missing);
        } catch (IOException failure) {
            throw new PlatformException("cannot read " + file + ": " + failure, failure);
        }
    }

    private static RuntimeException explained(Path file, StatusRuntimeException refused) {
        if (refused.getStatus().getCode() != Code.INVALID_ARGUMENT) {
            return new PlatformException(file + ": " + refused.getStatus().getDescription(), refused);
        }
        var violations = StatusProto.fromThrowable(refused).getDetailsList().stream()
                .filter(detail -> detail.is(BadRequest.class))
                .flatMap(detail -> violations(detail).stream())
                .map(violation -> told(file, violation))
                .toList();
        return new PlatformException(
                violations.isEmpty()
                        ? file + ": " + refused.getStatus().getDescription()
                        : String.join("\n", violations),
                refused);
    }

    /** {@code file:12: entry[0].when: no such variable; did you mean channel?} */
    static String told(Path file, BadRequest.FieldViolation violation) {
        Matcher line = LINE.matcher(violation.getDescription());
        return line.matches()
                ? "%s:%s: %s: %s".formatted(file, line.group(1), violation.getField(), line.group(2))
                : "%s: %s: %s".formatted(file, violation.getField(), violation.getDescription());
    }

    private static List<BadRequest.FieldViolation> violations(com.google.protobuf.Any detail) {
        try {
            return detail.unpack(BadRequest.class).getFieldViolationsList();
        } catch (InvalidProtocolBufferException damaged) {
            throw new IllegalStateException("a service sent details that cannot be read", damaged);
        }
    }
}
