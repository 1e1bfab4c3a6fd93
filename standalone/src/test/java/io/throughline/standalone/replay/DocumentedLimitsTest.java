package io.throughline.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import build.buf.validate.FieldRules;
import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.Descriptor;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.v1.Feedback;
import io.throughline.journey.v1.Interaction;
import io.throughline.standalone.platform.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/replay.md names the limits that the contract sets. */
class DocumentedLimitsTest {

    private static final Path DOCUMENT = Installation.locate().root().resolve("docs/replay.md");
    private static final Path CONTRACT =
            Installation.locate().root().resolve("proto/src/main/proto/throughline/journey/v1/interaction.proto");
    private static final Pattern MOST_MONEY = Pattern.compile("At most (\\S+) units either way, as the cost");

    @Test
    void theLimitsOfAnInteractionAreThoseOfTheContract() throws Exception {
        var interaction = Interaction.getDescriptor();
        assertThat(Files.readString(DOCUMENT))
                .contains(text("source", interaction))
                .contains(text("id", interaction))
                .contains(text("channel", interaction))
                .contains(text("touchpoint", interaction))
                .contains("| `identifiers` | at most %d on a line, each of %d to %d characters,".formatted(
                        rules(interaction, "identifiers").getRepeated().getMaxItems(),
                        rules(Identifier.getDescriptor(), "value").getString().getMinLen(),
                        rules(Identifier.getDescriptor(), "value").getString().getMaxLen()))
                .contains("| `comment` | up to %,d characters |".formatted(
                        rules(Feedback.getDescriptor(), "comment").getString().getMaxLen()));
    }

    /** What money may be is no rule beside a field: the contract says it in a comment, and journey-service looks. */
    @Test
    void theLimitOfMoneyIsThatOfTheContract() throws Exception {
        var limit = MOST_MONEY.matcher(Files.readString(CONTRACT));
        assertThat(limit.find()).isTrue();

        assertThat(Files.readString(DOCUMENT))
                .contains("| `revenue`, `cost` | currency of ISO 4217, amount up to %s either way |".formatted(limit.group(1)));
    }

    private static String text(String field, Descriptor message) {
        var rules = rules(message, field).getString();
        return "| `%s` | %d to %d characters |".formatted(field, rules.getMinLen(), rules.getMaxLen());
    }

    private static FieldRules rules(Descriptor message, String field) {
        return message.findFieldByName(field).getOptions().getExtension(ValidateProto.field);
    }
}
