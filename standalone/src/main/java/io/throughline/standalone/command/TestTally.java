package io.throughline.standalone.command;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Adds up what the tests of all modules reported and ends on one line.
 *
 * <p>It is started from its source, so that it can tell the result of a build that does not compile; hence it needs nothing
 * but the JDK.
 *
 * @param passed tests that ran and held
 * @param failed tests that did not hold, or broke off
 * @param skipped tests that did not run
 */
public record TestTally(int passed, int failed, int skipped) {

    /** Arguments: the folder of the project, and how Maven ended. */
    public static void main(String[] arguments) throws Exception {
        var root = Path.of(arguments[0]);
        var tally = of(root);
        skips(root).forEach(System.out::println);
        boolean buildFailed = !arguments[1].equals("0");
        if (buildFailed) {
            System.out.println("the build itself failed, which counts as one failure; see target/test.log");
            tally = tally.withOneFailure();
        } else if (tally.passed() + tally.failed() == 0) {
            System.out.println("no test ran, which counts as one failure; see target/test.log");
            tally = tally.withOneFailure();
        }
        System.out.println(tally.line());
        System.exit(tally.failed() == 0 ? 0 : 1);
    }

    /** From the reports below each module's {@code target/surefire-reports}. */
    public static TestTally of(Path root) throws IOException, ParserConfigurationException, SAXException {
        var tally = new TestTally(0, 0, 0);
        for (var suite : suites(root)) {
            tally = tally.plus(read(suite));
        }
        return tally;
    }

    /** Why tests did not run, each reason once: what somebody lacks who runs them. */
    static Set<String> skips(Path root) throws IOException, ParserConfigurationException, SAXException {
        var reasons = new TreeSet<String>();
        for (var suite : suites(root)) {
            var skipped = suite.getElementsByTagName("skipped");
            for (int i = 0; i < skipped.getLength(); i++) {
                var trace = skipped.item(i).getTextContent();
                // JUnit's own words come before those of the test, and where it was after them.
                reasons.add(trace.lines().findFirst().orElse("")
                        .replaceFirst("^([\\w.]+: )?(Assumption failed: )?(skipped: )?", "skipped: "));
            }
        }
        return reasons;
    }

    private static List<Element> suites(Path root) throws IOException, ParserConfigurationException, SAXException {
        var suites = new ArrayList<Element>();
        var isReport = FileSystems.getDefault().getPathMatcher("glob:**/target/surefire-reports/TEST-*.xml");
        for (var module : folders(root)) {
            var reports = module.resolve("target").resolve("surefire-reports");
            if (Files.isDirectory(reports)) {
                try (var files = Files.list(reports)) {
                    for (var report : files.filter(isReport::matches).sorted().toList()) {
                        suites.add(DocumentBuilderFactory.newDefaultInstance()
                                .newDocumentBuilder()
                                .parse(report.toFile())
                                .getDocumentElement());
                    }
                }
            }
        }
        return suites;
    }

    /** {@code 12 passed, 0 failed}, and the skipped when there are any. */
    public String line() {
        return passed + " passed, " + failed + " failed" + (skipped == 0 ? "" : ", " + skipped + " skipped");
    }

    private TestTally plus(TestTally other) {
        return new TestTally(passed + other.passed, failed + other.failed, skipped + other.skipped);
    }

    private TestTally withOneFailure() {
        return new TestTally(passed, failed + 1, skipped);
    }

    private static List<Path> folders(Path root) throws IOException {
        try (var entries = Files.list(root)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static TestTally read(Element suite) {
        int skipped = number(suite, "skipped");
        int failed = number(suite, "failures") + number(suite, "errors");
        return new TestTally(number(suite, "tests") - failed - skipped, failed, skipped);
    }

    private static int number(Element suite, String attribute) {
        var text = suite.getAttribute(attribute);
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }
}
