package io.throughline.journey.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Value;
import com.google.rpc.BadRequest.FieldViolation;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.web.Translated.Readable;
import io.throughline.journey.web.Translated.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentMessagesTest {

    private final SegmentMessages messages = new SegmentMessages(new UsualSettings());

    @Test
    void aTrackedEventIsAnInteraction() {
        var interaction = read("track", """
                {"messageId": "m-1", "type": "track", "userId": "c-7", "anonymousId": "a-7", "event": "Bill Paid",
                 "timestamp": "2026-03-02T12:00:00.123Z", "sentAt": "2026-03-02T12:00:05Z",
                 "properties": {"bill": "b-1", "parts": [1, true, null]},
                 "context": {"library": {"name": "@segment/analytics-node"}, "locale": "de"}}
                """);

        assertThat(interaction.getSource()).isEqualTo("shop");
        assertThat(interaction.getId()).isEqualTo("m-1");
        assertThat(interaction.getTouchpoint()).isEqualTo("Bill Paid");
        assertThat(interaction.getChannel()).isEqualTo("server");
        assertThat(interaction.getOccurredAt().getNanos()).isEqualTo(123_000_000);
        assertThat(identifiers(interaction)).containsExactly("crm c-7", "cookie a-7");
        var attributes = interaction.getAttributes().getFieldsMap();
        assertThat(attributes).containsOnlyKeys("bill", "parts", "context");
        assertThat(attributes.get("parts").getListValue().getValuesList()).hasSize(3);
    }

    @Test
    void traitsOfAnIdentifyNameThePerson() {
        var interaction = read("identify", """
                {"messageId": "m-1", "userId": 7, "timestamp": "2026-03-02T12:00:00Z",
                 "traits": {"email": "ada@example.org", "phone": "+4930123", "plan": "gold"}}
                """);

        assertThat(interaction.getTouchpoint()).isEqualTo("identify");
        assertThat(identifiers(interaction)).containsExactly("crm 7", "email ada@example.org", "phone +4930123");
        assertThat(interaction.getAttributes().getFieldsMap()).containsKeys("plan");
    }

    @Test
    void traitsSayWhatTheCustomerIs() {
        var identify = read("identify", """
                {"messageId": "m-1", "userId": "c-7", "timestamp": "2026-03-02T12:00:00Z",
                 "traits": {"email": "ada@example.org", "plan": "gold", "age": 36, "vip": true},
                 "context": {"traits": {"other": 1}}}
                """);
        var track = read("track", """
                {"messageId": "m-2", "userId": "c-7", "event": "x", "timestamp": "2026-03-02T12:00:00Z",
                 "properties": {"price": 5}, "context": {"traits": {"phone": "+4930123", "plan": "gold"}}}
                """);
        var group = read("group", """
                {"messageId": "m-3", "userId": "c-7", "groupId": "g", "timestamp": "2026-03-02T12:00:00Z", "traits": {"seats": 5}}
                """);

        assertThat(customerAttributes(identify))
                .isEqualTo(Map.of(
                        "plan", Value.newBuilder().setStringValue("gold").build(),
                        "age", Value.newBuilder().setNumberValue(36).build(),
                        "vip", Value.newBuilder().setBoolValue(true).build()));
        assertThat(customerAttributes(track)).containsOnlyKeys("plan");
        assertThat(group.hasCustomerAttributes()).isFalse();
    }

    @Test
    void whatTraitsMayNotSayIsLeftOutAndTheEventIsNotLostForIt() {
        var taken = "\"%s\": \"%s\"".formatted("n".repeat(64), "x".repeat(512));
        var many = IntStream.range(0, 100).mapToObj(i -> "\"t" + i + "\": " + i).collect(Collectors.joining(","));

        assertThat(customerAttributes(identify("""
                        "address": {"city": "Berlin"}, "tags": ["a"], "nothing": null, " ": 1, "%s": 1, "long": "%s",
                        "huge": 1e999, "nul": "\\u0000", %s
                        """
                        .formatted("n".repeat(65), "x".repeat(513), taken))))
                .containsOnlyKeys("n".repeat(64));
        assertThat(customerAttributes(identify(many))).hasSize(64).containsKeys("t0", "t63").doesNotContainKey("t64");
        assertThat(identify("\"tags\": []").hasCustomerAttributes()).isFalse();
        assertThat(read("identify", """
                        {"messageId": "m", "userId": "c", "timestamp": "2026-03-02T12:00:00Z"}
                        """).hasCustomerAttributes()).isFalse();
    }

    private Interaction identify(String traits) {
        return read("identify", """
                {"messageId": "m", "userId": "c", "timestamp": "2026-03-02T12:00:00Z", "traits": {%s}}
                """.formatted(traits));
    }

    private static Map<String, Value> customerAttributes(Interaction interaction) {
        return interaction.getCustomerAttributes().getFieldsMap();
    }

    @Test
    void anAliasBringsTwoTogether() {
        var interaction = read("alias", """
                {"messageId": "m-1", "userId": "c-7", "previousId": "a-7", "timestamp": "2026-03-02T12:00:00Z"}
                """);

        assertThat(identifiers(interaction)).containsExactly("crm c-7", "cookie a-7");
    }

    @Test
    void aPageAndAGroupKeepTheirNames() {
        assertThat(read("page", """
                        {"messageId": "m", "anonymousId": "a", "timestamp": "2026-03-02T12:00:00Z", "name": "Prices",
                         "properties": {"url": "https://example.org/"}}
                        """)
                        .getAttributes()
                        .getFieldsMap())
                .containsOnlyKeys("name", "url");
        assertThat(read("group", """
                        {"messageId": "m", "userId": "c", "groupId": "g-1", "timestamp": "2026-03-02T12:00:00Z"}
                        """)
                        .getAttributes()
                        .getFieldsOrThrow("groupId")
                        .getStringValue())
                .isEqualTo("g-1");
    }

    @ParameterizedTest
    @CsvSource({
        "track, analytics.js, web",
        "track, analytics-ios, app",
        "track, analytics-android, app",
        "track, analytics-react-native, app",
        "track, analytics-python, server",
        "page, '', web",
        "screen, '', app",
        "track, '', server"
    })
    void theLibraryTellsTheChannel(String type, String library, String channel) {
        assertThat(read(type, """
                        {"messageId": "m", "userId": "c", "event": "x", "timestamp": "2026-03-02T12:00:00Z",
                         "context": {"library": {"name": "%s"}}}
                        """
                                .formatted(library))
                        .getChannel())
                .isEqualTo(channel);
    }

    @ParameterizedTest
    @CsvSource({
        "19.99, EUR, 19, 990000000",
        "-0.5, eur, 0, -500000000",
        "1e-300000, EUR, 0, 0",
        "0.0000000005, EUR, 0, 0",
        "1e300000, EUR, 9223372036854775807, 0"
    })
    void revenueIsADecimal(String amount, String currency, long units, int nanos) {
        var revenue = revenue("{\"revenue\": %s, \"currency\": \"%s\"}".formatted(amount, currency)).getRevenue();

        assertThat(revenue.getCurrencyCode()).isEqualTo("EUR");
        assertThat(revenue.getUnits()).isEqualTo(units);
        assertThat(revenue.getNanos()).isEqualTo(nanos);
    }

    @Test
    void revenueIsInDollarsWhereNobodySays() {
        assertThat(revenue("{\"revenue\": 5}").getRevenue().getCurrencyCode()).isEqualTo("USD");
        assertThat(revenue("{\"revenue\": \"5\"}").hasRevenue()).isFalse();
    }

    @Test
    void whatTheSdkAddsAtEachSendingIsNoPartOfIt() {
        var message = """
                {"userId": "c", "event": "x", "timestamp": "2026-03-02T12:00:00Z", "sentAt": "%s", "receivedAt": "%s"}
                """;

        var first = read("track", message.formatted("2026-03-02T12:00:01Z", "1"));
        var second = read("track", message.formatted("2026-03-02T13:00:00Z", "2"));
        var other = read("track", message.formatted("", "").replace("\"x\"", "\"y\""));
        var screen = read("screen", message.formatted("", ""));
        var page = read("page", message.formatted("", ""));

        assertThat(second).isEqualTo(first);
        assertThat(List.of(first.getId(), other.getId(), screen.getId(), page.getId())).doesNotHaveDuplicates();
    }

    @Test
    void whatAllMessagesOfABatchHaveInCommonCountsWhereAMessageSaysNothing() {
        var request = Json.read(bytes("{\"context\": {\"locale\": \"de\"}}"));
        var message = Json.read(
                bytes("{\"messageId\": \"m\", \"userId\": \"c\", \"event\": \"x\", \"timestamp\": \"2026-03-02T12:00:00Z\"}"));

        var translated = (Readable) messages.translate("batch[0]", "track", message, request, "shop");

        assertThat(translated.interaction().getAttributes().getFieldsMap()).containsOnlyKeys("context");
    }

    @Test
    void whatIsWrongIsNamedAsTheSenderWroteIt() {
        assertThat(violations("track", "{\"event\": \"x\", \"timestamp\": \"2026-03-02T12:00:00Z\", \"properties\": 5}"))
                .extracting(FieldViolation::getField)
                .containsExactly("userId", "properties");
        assertThat(violations("track", """
                        {"userId": {"id": 7}, "anonymousId": 7.5, "event": true, "timestamp": 5, "channel": [],
                         "context": {"traits": {"email": {}}}, "properties": {"revenue": 5, "currency": {"code": "EUR"}}}
                        """))
                .extracting(FieldViolation::getField)
                .containsExactly(
                        "timestamp", "userId", "anonymousId", "context.traits.email", "channel", "event", "properties.currency");
        assertThat(violations("track", "{\"userId\": \"c\", \"event\": \"x\"}"))
                .extracting(FieldViolation::getField)
                .as("nothing would tell the next one from this one sent again")
                .containsExactly("timestamp");
        assertThat(violations("track", "{\"userId\": \"c\", \"event\": \"x\", \"messageId\": \"\"}"))
                .extracting(FieldViolation::getField)
                .containsExactly("timestamp");
        assertThat(violations("bought", "{}")).extracting(FieldViolation::getField).containsExactly("type");
        assertThat(violations("track", "[]")).extracting(FieldViolation::getField).containsExactly("");
        assertThat(violations("track", "{\"userId\": \"c\", \"event\": \"x\", \"timestamp\": \"2026-03-02T12:00:00\"}"))
                .extracting(FieldViolation::getDescription)
                .containsExactly(Times.WANTED);
    }

    @Test
    void theWordsOfARefusalAreTheSenders() {
        var words = ((Readable) translate("identify", """
                        {"messageId": "m", "userId": "c", "timestamp": "2026-03-02T12:00:00Z", "traits": {"email": "e"}}
                        """))
                .words();

        assertThat(List.of("id", "occurred_at", "identifiers[1].value", "attributes.plan", "customer_attributes.plan", "channel"))
                .extracting(words::of)
                .containsExactly("messageId", "timestamp", "traits.email", "traits.plan", "traits.plan", "channel");
    }

    private Interaction revenue(String properties) {
        return read("track", """
                {"messageId": "m", "userId": "c", "event": "x", "timestamp": "2026-03-02T12:00:00Z", "properties": %s}
                """.formatted(properties));
    }

    private Interaction read(String type, String message) {
        return ((Readable) translate(type, message)).interaction();
    }

    private List<FieldViolation> violations(String type, String message) {
        return ((Unreadable) translate(type, message)).violations();
    }

    private Translated translate(String type, String message) {
        var json = Json.read(bytes(message));
        return messages.translate("", type, json, json, "shop");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> identifiers(Interaction interaction) {
        return interaction.getIdentifiersList().stream()
                .map(SegmentMessagesTest::written)
                .toList();
    }

    private static String written(Identifier identifier) {
        return identifier.getNamespace() + " " + identifier.getValue();
    }

    private static final class UsualSettings implements SegmentSettings, SegmentSettings.Identifiers {

        @Override
        public Map<String, String> writeKeys() {
            return Map.of();
        }

        @Override
        public Identifiers identifiers() {
            return this;
        }

        @Override
        public String userId() {
            return "crm";
        }

        @Override
        public String anonymousId() {
            return "cookie";
        }

        @Override
        public String email() {
            return "email";
        }

        @Override
        public String phone() {
            return "phone";
        }
    }
}
