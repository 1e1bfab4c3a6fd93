package io.throughline.kit.validation;

import static org.assertj.core.api.Assertions.assertThat;

import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.ValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.throughline.identity.v1.FindCustomerRequest;
import io.throughline.identity.v1.GetCustomerRequest;
import io.throughline.identity.v1.Identifier;
import io.throughline.identity.v1.Observation;
import io.throughline.identity.v1.ResolveRequest;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.RecordInteractionsRequest;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuickRulesTest {

    private static final int[] LENGTHS = {0, 1, 2, 31, 64, 65, 128, 129, 256, 257, 512, 513};

    private final QuickRules quick = new QuickRules();

    static Stream<Message> kindsOfMessages() {
        return Stream.of(
                Observation.getDefaultInstance(),
                Interaction.getDefaultInstance(),
                ResolveRequest.getDefaultInstance(),
                RecordInteractionsRequest.getDefaultInstance(),
                FindCustomerRequest.getDefaultInstance());
    }

    @ParameterizedTest
    @MethodSource("kindsOfMessages")
    void whatItSaysIsKeptTheValidatorFindsKeptToo(Message kind) throws ValidationException {
        var validator = ValidatorFactory.newBuilder().build();
        var random = new Random(1);
        int kept = 0;
        for (int i = 0; i < 2_000; i++) {
            var message = anything(kind, random, 0);
            if (quick.areKept(message)) {
                kept++;
                assertThat(validator.validate(message).getViolations()).as("%s", message).isEmpty();
            }
        }
        assertThat(kept).as("messages that keep the rules").isBetween(20, 1_950);
    }

    @Test
    void itUnderstandsTheRulesOfWhatComesInBatches() {
        var identifier = Identifier.newBuilder().setNamespace("email").setValue("a@example.com");
        var observation = Observation.newBuilder()
                .addIdentifiers(identifier)
                .setSource("shop")
                .setObservedAt(Timestamp.getDefaultInstance())
                .build();
        var interaction = Interaction.newBuilder()
                .setSource("shop")
                .setId("1")
                .setOccurredAt(Timestamp.getDefaultInstance())
                .addIdentifiers(identifier)
                .setChannel("shop")
                .setTouchpoint("paid")
                .build();

        assertThat(List.of(
                        observation,
                        interaction,
                        ResolveRequest.newBuilder().addObservations(observation).build(),
                        RecordInteractionsRequest.newBuilder().addInteractions(interaction).build()))
                .allMatch(quick::areKept);
    }

    @Test
    void itSaysNothingOfRulesThatItDoesNotUnderstand() {
        var request = GetCustomerRequest.newBuilder()
                .setCustomerId("019b0000-0000-7000-8000-000000000000")
                .build();

        assertThat(quick.areKept(request)).isFalse();
    }

    private static Message anything(Message kind, Random random, int depth) {
        var message = kind.newBuilderForType();
        for (var field : kind.getDescriptorForType().getFields()) {
            // Most messages must be nearly right, or nothing would ever be kept.
            if (field.isMapField() || depth > 3 || random.nextInt(12) == 0) {
                continue;
            }
            if (field.isRepeated()) {
                for (int i = random.nextInt(20) == 0 ? 17 : random.nextInt(3); i > 0; i--) {
                    message.addRepeatedField(field, value(message, field, random, depth));
                }
            } else if (field.getRealContainingOneof() == null) {
                message.setField(field, value(message, field, random, depth));
            }
        }
        return message.build();
    }

    private static Object value(Message.Builder message, FieldDescriptor field, Random random, int depth) {
        int number = random.nextInt(8) == 0 ? -1 : random.nextInt(12);
        return switch (field.getJavaType()) {
            case INT -> number;
            case LONG -> (long) number;
            case FLOAT -> (float) number;
            case DOUBLE -> (double) number;
            case BOOLEAN -> random.nextBoolean();
            case STRING -> {
                int length = random.nextInt(3) == 0 ? LENGTHS[random.nextInt(LENGTHS.length)] : 5;
                yield (random.nextInt(4) == 0 ? "\uD834\uDD60" : "x").repeat(length);
            }
            case BYTE_STRING -> com.google.protobuf.ByteString.EMPTY;
            case ENUM -> field.getEnumType().getValues().getFirst();
            case MESSAGE -> anything(message.newBuilderForField(field).build(), random, depth + 1);
        };
    }
}
