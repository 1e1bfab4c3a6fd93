package io.throughline.journey.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.throughline.journey.fold.Ids;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.v1.GetCustomerContextRequest;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.RecentInteraction;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is answered by HTTP is true: what is called recorded is there, what is refused is named, the rest is kept. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class WebDoorsIT {

    private static final String NOON = "2026-03-02T12:00:00Z";

    @TestHTTPResource("/")
    URI address;

    @GrpcClient("self")
    JourneyServiceBlockingStub journeys;

    @Inject
    Beginning beginning;

    @Inject
    Database database;

    @Inject
    ScriptedIdentity identity;

    @BeforeEach
    void begin() {
        beginning.underThoseApplied();
        beginning.showTime(Instant.parse(NOON).plusSeconds(60));
    }

    @Test
    void aMessageIsRecordedOnceHoweverOftenItIsSent() {
        var message = track("m-1", "ada", "Bill Sent", NOON);

        post("track", message).statusCode(200).body("success", equalTo(true)).body("recorded", equalTo(1));
        // As curl and browsers call what they send.
        for (var type : List.of("application/x-www-form-urlencoded", "application/json", "text/plain; charset=UTF-8")) {
            given().contentType(type).body(message).post("/v1/track").then().statusCode(200);
        }

        assertThat(recorded("ada")).containsExactly("segment Bill Sent by server");
    }

    @Test
    void whatComesWithoutATimeOccurredWhenItCameFirst() {
        var message = "{\"messageId\": \"m-1\", \"userId\": \"ada\", \"event\": \"Bill Sent\"}";
        var event = event("e-1", NOON).replaceFirst("\"time\": *\"[^\"]*\", *", "");
        for (var later : List.of(60, 120)) {
            beginning.showTime(Instant.parse(NOON).plusSeconds(later));
            post("track", message).statusCode(200);
            given().contentType("application/cloudevents+json").body(event).post("/v1/events").then().statusCode(200);
        }

        assertThat(database.run("select distinct occurred_at from interaction"))
                .extracting(row -> row.getOffsetDateTime(0).toInstant())
                .containsExactly(Instant.parse(NOON).plusSeconds(60));
        assertThat(recorded("ada")).hasSize(2);
        post("track", message.replace("Bill Sent", "Bill Paid")).statusCode(400).body("violations.field", contains("messageId"));
    }

    @Test
    void whatComesWithoutATimeKeepsItsOrder() {
        var sent = IntStream.range(0, 20)
                .mapToObj(i -> event("e-" + i, NOON).replaceFirst("\"time\": *\"[^\"]*\", *", ""))
                .collect(Collectors.joining(", ", "[", "]"));
        given().contentType("application/cloudevents-batch+json").body(sent).post("/v1/events").then().statusCode(200);

        assertThat(database.run("""
                        select i.id from interaction i order by i.occurred_at, i.source_sequence, i.id
                        """))
                .extracting(row -> row.getUUID(0))
                .containsExactlyElementsOf(IntStream.range(0, 20)
                        .mapToObj(i -> Ids.interaction("/billing", "e-" + i))
                        .toList());
        assertThat(database.run("select count(*) from interaction where waiting").iterator().next().getLong(0)).isZero();
    }

    @Test
    void whatIsSentAgainWithoutATimeSaysNothingAnew() {
        var identify = "{\"messageId\": \"m-1\", \"userId\": \"ada\", \"traits\": {\"plan\": \"old\"}}";
        post("identify", identify).statusCode(200);
        int heard = identity.heard().size();
        beginning.showTime(Instant.parse(NOON).plusSeconds(7_200));
        post("identify", identify).statusCode(200);

        assertThat(identity.heard().subList(heard, identity.heard().size()))
                .allSatisfy(again -> assertThat(again.getAttributes().getFieldsMap()).isEmpty());
    }

    @Test
    void whatTraitsAndEventsSayOfTheCustomerIsHandedOn() {
        post("identify", """
                        {"messageId": "m-1", "userId": "ada", "timestamp": "%s",
                         "traits": {"plan": "gold", "address": {"city": "Rome"}}}
                        """.formatted(NOON))
                .statusCode(200);
        given().contentType("application/cloudevents+json")
                .body(event("e-1", NOON).replace("\"channel\"", "\"customer_attributes\": {\"vip\": true}, \"channel\""))
                .post("/v1/events")
                .then()
                .statusCode(200);
        given().contentType("application/cloudevents+json")
                .body(event("e-2", NOON).replace("\"channel\"", "\"customer_attributes\": {\"tags\": []}, \"channel\""))
                .post("/v1/events")
                .then()
                .statusCode(400)
                .body("violations.field", contains("data.customer_attributes.tags"));

        assertThat(identity.heard())
                .extracting(heard -> heard.getSource() + " " + heard.getAttributes().getFieldsMap().keySet())
                .containsExactly("segment [plan]", "/billing [vip]");
        assertThat(recorded("ada")).hasSize(2);
    }

    @Test
    void whatIsGoodInABatchIsKeptBesideWhatIsRefused() {
        post("batch", batch(
                        track("m-1", "ada", "Bill Sent", NOON),
                        track("m-2", "ada", "", NOON),
                        track("m-3", "ada", "Bill Paid", "2026-03-03T12:00:00Z"),
                        "{\"type\": \"bought\"}",
                        track("m-4", "ada", "Bill Viewed", NOON)))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("reason", equalTo("REFUSED"))
                .body("detail", equalTo("3 of 5 were refused; the others are recorded, and need not be sent again"))
                .body("violations.field", containsInAnyOrder("batch[1].event", "batch[2].timestamp", "batch[3].type"));

        assertThat(recorded("ada"))
                .containsExactlyInAnyOrder("segment Bill Sent by server", "segment Bill Viewed by server");
    }

    @Test
    void anIdThatIsKnownWithOtherContentIsRefused() {
        post("track", track("m-1", "ada", "Bill Sent", NOON)).statusCode(200);

        post("track", track("m-1", "ada", "Bill Paid", NOON))
                .statusCode(400)
                .body("violations.field", contains("messageId"));
    }

    @Test
    void whileNothingCanBeRecordedTheSenderIsToldToTryAgain() {
        identity.goDown();

        post("track", track("m-1", "ada", "Bill Sent", NOON))
                .statusCode(503)
                .header("Retry-After", "1")
                .body("reason", equalTo("UNAVAILABLE"));
    }

    @Test
    void whatIsNoJsonIsToldByItsPlace() {
        post("batch", "{\"batch\": [\n  {\"secret\": oops}]}")
                .statusCode(400)
                .body("reason", equalTo("UNDECODABLE"))
                .body("detail", containsString("line 2"));
        post("batch", "[]").statusCode(400).body("detail", equalTo("the body must be a JSON object"));
        post("batch", "{\"batch\": 5}").statusCode(400).body("violations.field", contains("batch"));
        post("batch", "{\"batch\": []}").statusCode(400).body("detail", containsString("batch: has 0 items; they must be from 1 to 1000"));
        given().body(new byte[] {0, 0, 0, '{', -1, -1, -1, -1}).post("/v1/track").then().statusCode(400);
        post("track", "{\"properties\": {\"revenue\": 1e99999999999}}")
                .statusCode(400)
                .body("detail", containsString("a number beyond all bounds"));
        post("track", "[".repeat(10_000)).statusCode(400).body("detail", containsString("nested more than 100 deep"));
    }

    @Test
    void whatNobodyWouldWriteIsRecordedOrRefusedAllTheSame() {
        var half = "\\ud83d";
        post("track", """
                        {"messageId": "%1$s", "userId": "ada", "event": "x%1$s", "timestamp": "%2$s",
                         "properties": {"%1$s": ["%1$s", {"a%1$s": "\\ud83d\\ude00"}]}}
                        """.formatted(half, NOON))
                .statusCode(200);
        given().contentType("application/cloudevents+json")
                .body(event("e-1", NOON).replace("\"channel\"", "\"attributes\": {\"" + half + "\": 1}, \"channel\""))
                .post("/v1/events")
                .then()
                .statusCode(200);
        // Names that all have one hash, as Java counts it.
        var colliding = IntStream.range(0, 4_096)
                .mapToObj(i -> IntStream.range(0, 12).mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB").collect(Collectors.joining()))
                .map(name -> "\"" + name + "\": 1")
                .collect(Collectors.joining(","));
        post("track", track("m-2", "ada", "y", NOON).replace("}", ", \"properties\": {" + colliding + "}}"))
                .statusCode(400)
                .body("violations.description", contains(containsString("64 KiB")));
        post("track", track("m-3", "ada\\u0000", "z", NOON)).statusCode(400).body("violations.field", contains("userId"));

        assertThat(recorded("ada")).containsExactlyInAnyOrder("segment x\ufffd by server", "/billing bill.sent by email");
    }

    @Test
    void moreThanAMebibyteIsRefusedWhole() {
        post("track", "\"" + "x".repeat(1024 * 1024) + "\"")
                .statusCode(413)
                .contentType("application/problem+json")
                .body("detail", containsString("1048576 bytes"));
    }

    @Test
    void theSdksOfBrowsersAndAppsNameTypesByTheirInitial() {
        post("t", track("m-1", "ada", "Bill Sent", NOON)).statusCode(200);
        post("b", batch(track("m-2", "ada", "Bill Viewed", NOON))).statusCode(200);
        post("import", batch(track("m-2", "ada", "Bill Viewed", NOON))).statusCode(200);

        assertThat(recorded("ada"))
                .containsExactlyInAnyOrder("segment Bill Sent by server", "segment Bill Viewed by server");
    }

    @Test
    void bodiesMayBeCompressed() throws Exception {
        packed("gzip", zipped(track("m-1", "ada", "Bill Sent", NOON))).statusCode(200);
        packed("gzip", track("m-2", "ada", "Bill Sent", NOON).getBytes(StandardCharsets.UTF_8))
                .statusCode(400)
                .body("detail", containsString("not gzip"));
        packed("br", new byte[] {1}).statusCode(400).body("detail", containsString("otherwise than by gzip"));
        packed("gzip", zipped(" ".repeat(50 * 1024 * 1024))).statusCode(413).body("detail", containsString("1048576 bytes"));

        assertThat(recorded("ada")).hasSize(1);
    }

    /** Each holds a hundred times its size when it is read. */
    @Test
    void terseBodiesDoNotFillTheHeap() {
        post("track", "{\"properties\": {\"a\": [" + "{\"\":{}},".repeat(100_000) + "0]}}")
                .statusCode(400)
                .body("detail", containsString("more than 100000 names, values and brackets"));
    }

    private static ValidatableResponse packed(String encoding, byte[] body) {
        return given().contentType("application/octet-stream")
                .header("Content-Encoding", encoding)
                .body(body)
                .post("/v1/track")
                .then();
    }

    private static byte[] zipped(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void theLimitIsNamedOverHttp2Too() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            client.send(HttpRequest.newBuilder(address.resolve("/q/health/live")).build(), HttpResponse.BodyHandlers.discarding());
            var answer = client.send(
                    HttpRequest.newBuilder(address.resolve("/v1/track"))
                            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[2 * 1024 * 1024]))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("1048576 bytes");
        }
    }

    @Test
    void moreThanAMebibyteIsRefusedWholeAlsoWhenItsLengthIsNotAnnounced() throws Exception {
        var body = ("\"" + "x".repeat(2 * 1024 * 1024) + "\"").getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(address.resolve("/v1/track"))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(413);
        }
    }

    @Test
    void anEventOfABatchIsRecorded() {
        given().contentType("application/cloudevents-batch+json")
                .body("[" + event("e-1", NOON) + "," + event("e-2", "noon") + "," + event("e-3", NOON) + "]")
                .post("/v1/events")
                .then()
                .statusCode(400)
                .body("violations.field", contains("[1].time"));
        given().contentType("application/cloudevents+json; charset=UTF-8")
                .body(event("e-1", NOON))
                .post("/v1/events")
                .then()
                .statusCode(200)
                .body("recorded", equalTo(1));

        assertThat(recorded("ada")).containsExactly("/billing bill.sent by email", "/billing bill.sent by email");
    }

    @Test
    void anEventIsRefusedInAnotherFormThanThese() {
        given().contentType("application/json").body(event("e-1", NOON)).post("/v1/events").then().statusCode(415);
    }

    @Test
    void theDoorsAreDescribed() {
        given().accept("application/json")
                .get("/openapi")
                .then()
                .statusCode(200)
                .body("paths.collect { it.value.post?.operationId }", hasItems("recordSegmentMessages", "recordCloudEvents"));
    }

    private static ValidatableResponse post(String type, String body) {
        return given().contentType("text/plain").body(body).post("/v1/" + type).then();
    }

    private static String track(String id, String user, String event, String time) {
        return "{\"type\": \"track\", \"messageId\": \"%s\", \"userId\": \"%s\", \"event\": \"%s\", \"timestamp\": \"%s\"}"
                .formatted(id, user, event, time);
    }

    private static String batch(String... messages) {
        return Stream.of(messages).collect(Collectors.joining(",", "{\"batch\": [", "], \"sentAt\": \"2026-03-02T12:00:01Z\"}"));
    }

    private static String event(String id, String time) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/billing", "type": "bill.sent", "time": "%s",
                 "data": {"identifiers": [{"namespace": "crm", "value": "ada"}], "channel": "email"}}
                """.formatted(id, time);
    }

    private List<String> recorded(String user) {
        return journeys
                .getCustomerContext(GetCustomerContextRequest.newBuilder()
                        .setIdentifier(ScriptedIdentity.identifier("crm", user))
                        .build())
                .getRecentInteractionsList()
                .stream()
                .map(WebDoorsIT::written)
                .toList();
    }

    private static String written(RecentInteraction interaction) {
        return interaction.getSource() + " " + interaction.getTouchpoint() + " by " + interaction.getChannel();
    }
}
