package io.throughline.standalone.replay;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.throughline.journey.v1.ApplyDefinitionRequest;
import io.throughline.journey.v1.GetDefinitionRequest;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.platform.PlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The journey definitions of a replay. */
final class Definitions {

    private static final long SECONDS_TO_ANSWER = 60;

    private final Clients clients;
    private final Patience patience;

    Definitions(Clients clients, Patience patience) {
        this.clients = clients;
        this.patience = patience;
    }

    /** Applies the definition in each file; answers their names. What is wrong with one is told by its file and line. */
    List<String> apply(List<Path> files) {
        return files.stream().map(this::apply).distinct().toList();
    }

    private String apply(Path file) {
        try {
            var request = ApplyDefinitionRequest.newBuilder().setYaml(Files.readString(file)).build();
            return patience.untilAnswered(() -> clients.definitions()
                            .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                            .applyDefinition(request))
                    .getDefinition()
                    .getName();
        } catch (StatusRuntimeException refused) {
            throw explained(file, refused);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Whether what was recorded before is still being folded for one of them. */
    boolean folding(List<String> names) {
        return names.stream()
                .anyMatch(name -> patience.untilAnswered(() -> clients.definitions()
                                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                                .getDefinition(GetDefinitionRequest.newBuilder().setName(name).build()))
                        .getDefinition()
                        .getFolding());
    }

    private static RuntimeException explained(Path file, StatusRuntimeException refused) {
        if (refused.getStatus().getCode() != Code.INVALID_ARGUMENT) {
            return refused;
        }
        var lines = new ArrayList<String>();
        for (Any detail : StatusProto.fromThrowable(refused).getDetailsList()) {
            if (detail.is(BadRequest.class)) {
                violations(detail).forEach(violation ->
                        lines.add(file + ": " + violation.getField() + ": " + violation.getDescription()));
            }
        }
        return new PlatformException(
                lines.isEmpty() ? file + ": " + refused.getStatus().getDescription() : String.join("\n", lines), refused);
    }

    private static List<BadRequest.FieldViolation> violations(Any detail) {
        try {
            return detail.unpack(BadRequest.class).getFieldViolationsList();
        } catch (InvalidProtocolBufferException damaged) {
            throw new IllegalStateException("a service sent details that cannot be read", damaged);
        }
    }
}
