package io.throughline.measurement.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody with a phone has to push the console sideways, whatever words and sums it has to show. */
class PhoneWidthTest {

    private static final int WIDTH = 390;
    private static final int HEIGHT = 844;

    private static final String WORD = "Rechtsschutzversicherungsgesellschaften";
    private static final String LONGEST_TOUCHPOINT = "x".repeat(128);

    private static final String STATES = """
            {"total":1234567890,"active":234567890,"stalled":400000000,"achieved":500000000,"abandoned":60000000,"exited":40000000}
            """;

    private static final String CARD = """
            {"definition":"%s","version":12,"title":"%s","goal":"%s","owner":"%s","journeys":%s,
             "customers":1234567890,"everStalled":987654321,"achievedShare":0.8333,
             "timeToGoal":{"journeys":500000000,"medianSeconds":123456,"p90Seconds":8640000,"meanSeconds":234567},
             "targetSeconds":1209600,"withinTargetShare":0.5,"handoversPerJourney":12345.6,
             "nps":{"promoters":123456789,"passives":23456789,"detractors":345678901,"score":-40.7},
             "csat":{"answers":123456789,"mean":3.4},"ces":{"answers":123456789,"mean":5.6},
             "revenue":{"EUR":"9223372036854775807123.45"},"cost":{"EUR":"-9223372036854775807123.45"},
             "success":{"value":48.7,"parts":[
               {"name":"outcome","value":83,"weight":0.4,"explanation":"%s"},{"name":"time","weight":0.2,"explanation":"%s"},
               {"name":"effort","value":20,"weight":0.2,"explanation":"%s"},{"name":"sentiment","value":0,"weight":0.2,"explanation":"%s"}]},
             "successJourneys":560000000,"asOf":"2026-03-02T12:00:00Z"}
            """.formatted(
                    "x".repeat(64), (WORD + " ").repeat(4), WORD + WORD, WORD + "@example.org", STATES, WORD, WORD, WORD, WORD);

    /** What the console asks for, by the end of its path. */
    private static final Map<String, String> ANSWERS = Map.of(
            "/scorecards", "{\"scorecards\":[%s,%s]}".formatted(CARD, CARD),
            "/long", CARD,
            "/paths", """
                    {"journeys":%s,"customers":9,"variants":123456789,"reworkJourneys":5,
                     "topVariants":[{"journeys":5,"touchpoints":[%s]}]}
                    """
                    .formatted(
                            STATES,
                            IntStream.range(0, 20)
                                    .mapToObj(number -> "\"" + LONGEST_TOUCHPOINT.substring(3) + number + "\"")
                                    .collect(Collectors.joining(","))),
            "/following", "{\"changesBehind\":123456789,\"behindSeconds\":86400}");

    /** Once the page is there; an emulated phone widens its page to what stands on it. */
    private static final String SHOWN_WIDTH = """
            new Promise(tell => {
              const look = () => document.querySelector('main h1') && !document.querySelector('main[aria-busy]')
                ? tell(document.documentElement.scrollWidth)
                : setTimeout(look, 20);
              look();
            })
            """;

    private static HttpServer server;
    private static Browser browser;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        var program = Browser.installed();
        if (program.isEmpty()) {
            return;
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", PhoneWidthTest::answer);
        server.start();
        browser = new Browser(program.get());
    }

    @BeforeEach
    void hasABrowser() {
        assumeTrue(browser != null, "skipped: no chromium");
    }

    @AfterAll
    static void close() throws IOException, InterruptedException {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#/long", "#/no-such-journey"})
    void isNoWiderThanAPhone(String page) {
        show(page);

        assertThat(browser.evaluate(SHOWN_WIDTH)).isEqualTo(WIDTH);
    }

    /** Else the test above would hold of anything. */
    @Test
    void whatIsWiderIsNoticed() {
        show("");
        browser.evaluate(SHOWN_WIDTH);
        browser.evaluate("document.querySelector('main').append('x'.repeat(500))");

        assertThat((Integer) browser.evaluate(SHOWN_WIDTH)).isGreaterThan(WIDTH);
    }

    private static void show(String page) {
        browser.show("http://127.0.0.1:" + server.getAddress().getPort() + "/console/index.html" + page, WIDTH, HEIGHT);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = path.startsWith("/console/") ? file(path) : ANSWERS.get(path.substring(path.lastIndexOf('/')));
            var bytes = (body == null ? "{}" : body).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", type(path));
            exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String file(String path) throws IOException {
        try (var file = PhoneWidthTest.class.getResourceAsStream("/META-INF/resources" + path)) {
            return file == null ? null : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String type(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "html" -> "text/html";
            case "css" -> "text/css";
            case "js" -> "text/javascript";
            case "svg" -> "image/svg+xml";
            default -> "application/json";
        };
    }
}
