package io.throughline.measurement.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Chromium without a window, by its DevTools protocol: its smallest window is wider than a phone, its emulation is not. */
final class Browser implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");
    private static final long SECONDS_TO_ANSWER = 60;

    private final Path profile;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket page;
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> open = new ConcurrentHashMap<>();

    /** Where the machine has it, if it does: some have a script by that name that only says where to get it. */
    static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser").map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .filter(Browser::tellsItsVersion)
                .findFirst();
    }

    Browser(Path program) throws IOException, InterruptedException {
        profile = Files.createTempDirectory("throughline-browser");
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        page = connect(address(process.inputReader()));
    }

    /** Shows {@code address} as a phone of this width does. */
    void show(String address, int width, int height) {
        ask("Emulation.setDeviceMetricsOverride", new JsonObject()
                .put("width", width)
                .put("height", height)
                .put("deviceScaleFactor", 3)
                .put("mobile", true));
        // Else another hash is no other page.
        ask("Page.navigate", new JsonObject().put("url", "about:blank"));
        ask("Page.navigate", new JsonObject().put("url", address));
    }

    /** The value that {@code expression} comes to on the page, or its promise does. */
    Object evaluate(String expression) {
        var answer = ask("Runtime.evaluate", new JsonObject()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("returnByValue", true));
        if (answer.containsKey("exceptionDetails")) {
            throw new IllegalStateException(answer.getJsonObject("exceptionDetails").encode());
        }
        return answer.getJsonObject("result").getValue("value");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        page.abort();
        http.close();
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(ended -> ended.onExit().join());
        try (var files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    private static boolean tellsItsVersion(Path program) {
        try {
            var asked = new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
            asked.getInputStream().readAllBytes();
            return asked.waitFor() == 0;
        } catch (IOException notToBeRun) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where it listens, as it says among much else, which is read to the end: it would wait for its reader. */
    private static String address(BufferedReader output) {
        var address = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            output.lines()
                    .map(LISTENING::matcher)
                    .filter(Matcher::find)
                    .forEach(found -> address.complete(found.group(1)));
            address.completeExceptionally(new IllegalStateException("chromium ended before it listened"));
        });
        return address.orTimeout(SECONDS_TO_ANSWER, TimeUnit.SECONDS).join();
    }

    private WebSocket connect(String address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://" + address + "/json/list")).build();
        var targets = new JsonArray(http.send(request, BodyHandlers.ofString()).body());
        var first = targets.stream()
                .map(JsonObject.class::cast)
                .filter(target -> target.getString("type").equals("page"))
                .findFirst()
                .orElseThrow();
        return http.newWebSocketBuilder()
                .buildAsync(URI.create(first.getString("webSocketDebuggerUrl")), new Answers())
                .join();
    }

    private JsonObject ask(String method, JsonObject parameters) {
        int id = asked.incrementAndGet();
        var answer = new CompletableFuture<JsonObject>();
        open.put(id, answer);
        page.sendText(
                        new JsonObject().put("id", id).put("method", method).put("params", parameters).encode(), true)
                .join();
        return answer.orTimeout(SECONDS_TO_ANSWER, TimeUnit.SECONDS).join();
    }

    /** Puts together what comes in pieces. */
    private final class Answers implements WebSocket.Listener {

        private final StringBuilder pieces = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean last) {
            pieces.append(piece);
            if (last) {
                var told = new JsonObject(pieces.toString());
                pieces.setLength(0);
                var waiting = open.remove(told.getInteger("id", 0));
                if (waiting != null && told.containsKey("result")) {
                    waiting.complete(told.getJsonObject("result"));
                } else if (waiting != null) {
                    waiting.completeExceptionally(new IllegalStateException(told.encode()));
                }
            }
            socket.request(1);
            return null;
        }
    }
}
