package io.throughline.standalone.apply;

import com.google.rpc.BadRequest;
import io.grpc.StatusRuntimeException;
import io.throughline.journey.v1.ApplyDefinitionRequest;
import io.throughline.journey.v1.ApplyDefinitionResponse;
import io.throughline.journey.v1.Definition;
import io.throughline.journey.v1.DiffDefinitionRequest;
import io.throughline.orchestration.v1.ApplyPolicyRequest;
import io.throughline.orchestration.v1.ApplyPolicyResponse;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.client.Patience;
import io.throughline.standalone.platform.PlatformException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Applies journey definitions and policies from files. */
public final class Application {

    private static final long SECONDS_TO_ANSWER = 60;

    /** A policy asks for something; a journey definition never does. */
    private static final Pattern ASK = Pattern.compile("^ask\\s*:", Pattern.MULTILINE);

    /** Neither a journey definition nor a policy says so of itself. */
    private static final Pattern MAPPING = Pattern.compile("^mapping\\s*:", Pattern.MULTILINE);

    /** How the services word a mistake: {@code line 12: …}. */
    private static final Pattern LINE = Pattern.compile("line (\\d+): (.*)", Pattern.DOTALL);

    /** Who applies by hand wants to know soon that a service is away. */
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);

    private final Clients clients;
    private final Patience patience;

    public Application(Clients clients) {
        this(clients, new Patience(USUAL_PATIENCE));
    }

    public Application(Clients clients, Patience patience) {
        this.clients = clients;
        this.patience = patience;
    }

    /**
     * {@code files} in the order in which they are to be applied: journeys before the policies that name them.
     *
     * @throws PlatformException when one of them cannot be read, or is neither; nothing is applied then
     */
    public static List<Path> inOrder(List<Path> files) {
        return files.stream()
                .collect(Collectors.partitioningBy(file -> isPolicy(file, readable(file)), Collectors.toList()))
                .values()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Applies one file and says in a sentence what came of it.
     *
     * @throws PlatformException naming each mistake as {@code file:line: path: what is wrong; what to do}
     */
    public String apply(Path file) {
        var yaml = readable(file);
        return isPolicy(file, yaml) ? told(applied(file, policy(yaml))) : told(applied(file, definition(yaml)));
    }

    /**
     * Says what the journey definition in a file changes against the one in force, a line each.
     *
     * @throws PlatformException as {@link #apply} does
     */
    public String compare(Path file) {
        var yaml = readable(file);
        if (isPolicy(file, yaml)) {
            throw new PlatformException(file + " is a policy; only journey definitions are compared");
        }
        var request = DiffDefinitionRequest.newBuilder().setYaml(yaml).build();
        var answer = applied(file, () -> clients.definitions()
                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .diffDefinition(request));
        var journey = "journey " + answer.getName() + ": ";
        if (answer.getFromVersion() == 0) {
            return journey + "none is in force; all of it is new";
        }
        if (answer.getDifferencesCount() == 0) {
            return journey + "says what version " + answer.getFromVersion() + " says, which is in force";
        }
        return answer.getDifferencesList().stream()
                .map(difference -> "\n  " + difference.getWords())
                .collect(Collectors.joining("", journey + "against version " + answer.getFromVersion(), ""));
    }

    /**
     * The text of the journey definition in {@code file}.
     *
     * @throws PlatformException when it cannot be read, or is none
     */
    public static String journey(Path file) {
        var yaml = readable(file);
        if (isPolicy(file, yaml)) {
            throw new PlatformException(file + " is a policy; only journey definitions are previewed");
        }
        return yaml;
    }

    private static String readable(Path file) {
        if (Files.isDirectory(file)) {
            throw new PlatformException(file + " is a folder; name the files in it: " + file.resolve("*.yaml"));
        }
        if (file.getFileName().toString().matches(".*\\.mapping\\.ya?ml")) {
            throw mapping(file);
        }
        var yaml = read(file);
        if (MAPPING.matcher(yaml).find()) {
            throw mapping(file);
        }
        return yaml;
    }

    private static PlatformException mapping(Path file) {
        return new PlatformException(
                file + " is a mapping of a log; `./throughline replay LOG --mapping " + file + "` takes it");
    }

    /** A journey definition that was applied, and since when journeys that begin follow it; empty when all do. */
    public record Applied(String name, int version, Optional<Instant> since) {}

    /**
     * Applies the journey definition in a file.
     *
     * @throws PlatformException as {@link #apply} does
     */
    public Applied applyDefinition(Path file) {
        var definition = applied(file, definition(read(file))).getDefinition();
        return new Applied(definition.getName(), definition.getVersion(), since(definition));
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

    private Supplier<ApplyDefinitionResponse> definition(String yaml) {
        var request = ApplyDefinitionRequest.newBuilder().setYaml(yaml).build();
        return () -> clients.definitions()
                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .applyDefinition(request);
    }

    private Supplier<ApplyPolicyResponse> policy(String yaml) {
        var request = ApplyPolicyRequest.newBuilder().setYaml(yaml).build();
        return () -> clients.policies()
                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .applyPolicy(request);
    }

    private <A> A applied(Path file, Supplier<A> question) {
        try {
            return patience.untilAnswered(question);
        } catch (StatusRuntimeException refused) {
            throw explained(file, refused);
        }
    }

    static String told(ApplyDefinitionResponse answer) {
        var definition = answer.getDefinition();
        return "journey %s: %s%s"
                .formatted(
                        definition.getName(),
                        told(definition, answer.getUnchanged()),
                        definition.getFolding() ? "; interactions of the past are being folded" : "");
    }

    private static String told(Definition definition, boolean unchanged) {
        return switch (definition.getStatus()) {
            case DEFINITION_STATUS_DRAFT ->
                    "version " + definition.getVersion() + (unchanged ? " is kept as a draft already" : " is kept as a draft");
            case DEFINITION_STATUS_RETIRED -> version(definition.getVersion(), unchanged)
                    + since(definition).map(time -> ": from " + time + " on no journey begins").orElse("");
            // A service of the release before tells no status.
            case DEFINITION_STATUS_LIVE, DEFINITION_STATUS_UNSPECIFIED, UNRECOGNIZED ->
                    version(definition.getVersion(), unchanged)
                            + since(definition).map(time -> " for journeys that begin from " + time + " on").orElse("");
        };
    }

    /** Since when journeys that begin follow it; empty for a first version, which covers all the past. */
    private static Optional<Instant> since(Definition definition) {
        return definition.hasEffectiveFrom()
                ? Optional.of(Instant.ofEpochSecond(
                        definition.getEffectiveFrom().getSeconds(),
                        definition.getEffectiveFrom().getNanos()))
                : Optional.empty();
    }

    private static String told(ApplyPolicyResponse answer) {
        var told = "policy %s: %s"
                .formatted(
                        answer.getPolicy().getName(),
                        version(answer.getPolicy().getVersion(), answer.getUnchanged()));
        return answer.getWarningsList().stream().reduce(told, (before, warning) -> before + "\n  but " + warning);
    }

    private static String version(int version, boolean unchanged) {
        return "version " + version + (unchanged ? " is in force already" : " is in force");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new PlatformException("no such file: " + file, missing);
        } catch (CharacterCodingException other) {
            throw new PlatformException(file + " is not text in UTF-8, as journey definitions and policies are", other);
        } catch (IOException failure) {
            throw new PlatformException("cannot read " + file + ": " + failure, failure);
        }
    }

    /** {@code refused} for a person: each mistake as {@code file:line: path: what is wrong; what to do}. */
    public static PlatformException explained(Path file, StatusRuntimeException refused) {
        var violations =
                Violations.of(refused).stream().map(violation -> told(file, violation)).toList();
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
}
