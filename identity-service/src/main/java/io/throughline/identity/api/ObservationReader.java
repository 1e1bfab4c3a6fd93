package io.throughline.identity.api;

import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest.FieldViolation;
import io.throughline.identity.attribute.Said;
import io.throughline.identity.graph.Observation;
import io.throughline.identity.identifier.Identifier;
import io.throughline.identity.identifier.Namespaces;
import io.throughline.identity.identifier.Reading.Understood;
import io.throughline.identity.identifier.Reading.UnknownNamespace;
import io.throughline.identity.identifier.Reading.UnusableValue;
import io.throughline.kit.document.Suggestion;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.validation.MessageRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Understands observations and identifiers as channels write them, or says by field what is wrong with them. */
@ApplicationScoped
public class ObservationReader {

    private final MessageRules rules;
    private final Namespaces namespaces;

    @Inject
    public ObservationReader(MessageRules rules, Namespaces namespaces) {
        this.rules = rules;
        this.namespaces = namespaces;
    }

    /** @throws Refusal INVALID_ARGUMENT, with paths that begin at the observation: {@code identifiers[0].namespace} */
    Observation read(io.throughline.identity.v1.Observation message) {
        var violations = new ArrayList<>(rules.violations(message));
        var identifiers = new LinkedHashSet<Identifier>();
        var said = Set.<Said>of();
        if (violations.isEmpty()) {
            for (int i = 0; i < message.getIdentifiersCount(); i++) {
                read(message.getIdentifiers(i), "identifiers[" + i + "]", identifiers, violations);
            }
            checkSource(message.getSource(), violations);
            said = AttributeReader.read(message.getSource(), message.getAttributes(), violations);
        }
        if (!identifiers.isEmpty() && identifiers.stream().allMatch(namespaces::isBlocked)) {
            violations.add(Refusal.violation("identifiers", "are blocked values, which say of nobody who it is"));
        }
        if (!violations.isEmpty()) {
            throw Refusal.invalid(violations);
        }
        return new Observation(
                identifiers.stream().sorted(namespaces.surestFirst()).toList(),
                message.getSource(),
                instant(message.getObservedAt()),
                said);
    }

    /** @throws Refusal INVALID_ARGUMENT, with paths that begin with {@code field} */
    Identifier read(io.throughline.identity.v1.Identifier message, String field) {
        var identifiers = new LinkedHashSet<Identifier>();
        var violations = new ArrayList<FieldViolation>();
        read(message, field, identifiers, violations);
        if (!violations.isEmpty()) {
            throw Refusal.invalid(violations);
        }
        return identifiers.getFirst();
    }

    private void read(
            io.throughline.identity.v1.Identifier message,
            String field,
            LinkedHashSet<Identifier> understood,
            List<FieldViolation> violations) {
        switch (namespaces.read(message.getNamespace(), message.getValue())) {
            case Understood(Identifier identifier) -> understood.add(identifier);
            case UnknownNamespace _ ->
                violations.add(Refusal.violation(field + ".namespace", unknown(message.getNamespace())));
            case UnusableValue(String why) -> violations.add(Refusal.violation(field + ".value", why));
        }
    }

    /** Does not quote what was written: it may be a value in the wrong place, and values are personal. */
    private String unknown(String written) {
        var known = namespaces.names();
        return "is not a known namespace; %s Known are %s"
                .formatted(
                        Suggestion.didYouMean(written, known, "others can be configured."), String.join(", ", known));
    }

    private static void checkSource(String source, List<FieldViolation> violations) {
        if (source.chars().anyMatch(Character::isISOControl)) {
            violations.add(Refusal.violation("source", "holds a control character"));
        }
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).truncatedTo(ChronoUnit.MICROS);
    }
}
