package io.throughline.standalone.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest.FieldViolation;
import io.throughline.journey.v1.ApplyDefinitionResponse;
import io.throughline.journey.v1.Definition;
import io.throughline.journey.v1.DefinitionStatus;
import io.throughline.standalone.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationTest {

    @Test
    void theEndingTellsAPolicyFromAJourney() {
        assertThat(Application.isPolicy(Path.of("remind.policy.yaml"), "")).isTrue();
        assertThat(Application.isPolicy(Path.of("pay-bill.journey.yaml"), "ask:\n")).isFalse();
    }

    @Test
    void withoutAnEndingTheContentTells() {
        assertThat(Application.isPolicy(Path.of("remind.yaml"), "name: remind\nask:\n  channel: sms\n")).isTrue();
        assertThat(Application.isPolicy(Path.of("pay-bill.yaml"), "name: pay-bill\ngoal: to ask: nothing\n")).isFalse();
    }

    @Test
    void aMistakeIsToldByFileAndLine() {
        var violation = FieldViolation.newBuilder()
                .setField("entry[0].when")
                .setDescription("line 12: no such variable: chanel; did you mean channel?")
                .build();

        assertThat(Application.told(Path.of("samples/pay-bill.journey.yaml"), violation))
                .isEqualTo("samples/pay-bill.journey.yaml:12: entry[0].when: no such variable: chanel; did you mean channel?");
    }

    @Test
    void itIsToldWhatApplyingCameTo() {
        var since = Timestamp.newBuilder().setSeconds(1_767_225_600).build();
        var live = Definition.newBuilder()
                .setName("pay-bill")
                .setVersion(4)
                .setStatus(DefinitionStatus.DEFINITION_STATUS_LIVE)
                .setEffectiveFrom(since)
                .setFolding(true)
                .build();
        var retired = live.toBuilder()
                .setStatus(DefinitionStatus.DEFINITION_STATUS_RETIRED)
                .setFolding(false)
                .build();
        var draft = live.toBuilder()
                .setStatus(DefinitionStatus.DEFINITION_STATUS_DRAFT)
                .setFolding(false)
                .build();

        assertThat(told(live, false))
                .isEqualTo("journey pay-bill: version 4 is in force for journeys that begin from 2026-01-01T00:00:00Z on;"
                        + " interactions of the past are being folded");
        assertThat(told(retired, false))
                .isEqualTo("journey pay-bill: version 4 is in force: from 2026-01-01T00:00:00Z on no journey begins");
        assertThat(told(draft, false)).isEqualTo("journey pay-bill: version 4 is kept as a draft");
        assertThat(told(draft, true)).isEqualTo("journey pay-bill: version 4 is kept as a draft already");
    }

    private static String told(Definition definition, boolean unchanged) {
        return Application.told(ApplyDefinitionResponse.newBuilder()
                .setDefinition(definition)
                .setUnchanged(unchanged)
                .build());
    }

    @Test
    void aFolderAndAMappingAreSentWhereTheyBelong(@TempDir Path folder) {
        var application = new Application(null);

        assertThatThrownBy(() -> application.apply(folder))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("is a folder; name the files in it");
        assertThatThrownBy(() -> application.apply(folder.resolve("shop.mapping.yaml")))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("./throughline replay LOG --mapping");
    }

    @Test
    void aMappingIsKnownByItsContentToo(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("shop.journey.yaml"), "mapping: shop\noccurred_at: time\n");

        assertThatThrownBy(() -> new Application(null).apply(file))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("./throughline replay LOG --mapping");
    }

    @Test
    void journeysComeBeforePoliciesAndAllAreReadBeforeAnyIsApplied(@TempDir Path folder) throws IOException {
        var policy = Files.writeString(folder.resolve("a.policy.yaml"), "name: a\n");
        var journey = Files.writeString(folder.resolve("b.journey.yaml"), "name: b\n");
        var other = Files.writeString(folder.resolve("c.yaml"), "name: c\nask: {}\n");

        assertThat(Application.inOrder(List.of(policy, journey, other))).containsExactly(journey, policy, other);
        assertThatThrownBy(() -> Application.inOrder(List.of(journey, folder.resolve("none.yaml"))))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void whatIsNoTextIsCalledThat(@TempDir Path folder) throws IOException {
        var zipped = Files.write(folder.resolve("log.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});

        assertThatThrownBy(() -> new Application(null).apply(zipped))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("log.csv.gz is not text in UTF-8");
    }
}
