package io.throughline.standalone.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The events of a log in XES, the eXtensible Event Stream of IEEE 1849-2016 and of its predecessors, in the file's order: of
 * each its own attributes, and those of its trace behind {@code case:}. An attribute inside another goes by both keys, with a
 * slash between; of several that are called the same the first counts. Holds one event and its trace's attributes in memory.
 */
final class XesEvents implements AutoCloseable {

    private static final String OF_THE_TRACE = "case:";

    private final LogFile log;
    private final InputStream in;
    private final XMLStreamReader xml;

    /** Attributes of the trace that is being read; empty outside of all. */
    private Optional<Map<String, String>> trace = Optional.empty();

    private XesEvents(LogFile log, InputStream in) throws IOException {
        this.log = log;
        this.in = in;
        try {
            this.xml = factory().createXMLStreamReader(in);
            xml.nextTag();
        } catch (XMLStreamException broken) {
            throw broken(broken);
        }
        if (!xml.getLocalName().equals("log")) {
            throw new BrokenLog(
                    log.path() + " is XML, but no XES: it begins with <" + xml.getLocalName() + ">, not with <log>", null);
        }
    }

    /** @throws BrokenLog when it is no XES */
    static XesEvents open(LogFile log) throws IOException {
        var in = log.open();
        try {
            return new XesEvents(log, in);
        } catch (IOException failure) {
            in.close();
            throw failure;
        }
    }

    /** Nothing is read but the file itself, whatever it names. */
    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Without a DTD there are none but &amp; and the like, of which a log may have any number.
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        return factory;
    }

    /**
     * The values of the next event by their keys; empty at the end.
     *
     * @throws BrokenLog when the XML is not well-formed or ends too early
     */
    Optional<Map<String, String>> next() throws IOException {
        try {
            while (xml.hasNext()) {
                int found = xml.next();
                if (found == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("event")) {
                    return Optional.of(event());
                }
                if (found == XMLStreamConstants.START_ELEMENT) {
                    beforeEvents();
                } else if (found == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("trace")) {
                    trace = Optional.empty();
                }
            }
            return Optional.empty();
        } catch (XMLStreamException broken) {
            throw broken(broken);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void beforeEvents() throws XMLStreamException {
        if (xml.getLocalName().equals("trace")) {
            trace = Optional.of(new HashMap<>());
        } else {
            // What is said of the log as a whole is read past.
            attribute(trace.orElseGet(HashMap::new), OF_THE_TRACE);
        }
    }

    private Map<String, String> event() throws XMLStreamException {
        var values = new HashMap<String, String>();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            attribute(values, "");
        }
        trace.ifPresent(ofTrace -> ofTrace.forEach(values::putIfAbsent));
        return values;
    }

    /** Reads the attribute that begins here, and those inside it. What groups the items of a list has no key of its own. */
    private void attribute(Map<String, String> into, String prefix) throws XMLStreamException {
        var key = xml.getAttributeValue(null, "key");
        var value = xml.getAttributeValue(null, "value");
        if (key != null && value != null) {
            into.putIfAbsent(prefix + key, value);
        }
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            attribute(into, key == null ? prefix : prefix + key + "/");
        }
    }

    private IOException broken(XMLStreamException broken) {
        if (broken.getNestedException() instanceof IOException unreadable) {
            return unreadable;
        }
        var where = broken.getLocation();
        var message = String.valueOf(broken.getMessage());
        return new BrokenLog(
                "%s is XML that cannot be read further than line %d, column %d: %s"
                        .formatted(
                                log.path(),
                                where == null ? 1 : where.getLineNumber(),
                                where == null ? 1 : where.getColumnNumber(),
                                message.substring(message.lastIndexOf("Message: ") + 1).replaceFirst("^essage: ", "")),
                broken);
    }
}
