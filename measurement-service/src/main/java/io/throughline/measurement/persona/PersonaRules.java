package io.throughline.measurement.persona;

import io.throughline.kit.condition.Condition;
import io.throughline.kit.condition.ConditionException;
import io.throughline.kit.condition.CustomerConditions;
import io.throughline.measurement.definition.Persona;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Tells which personas of a definition a customer is: a function of what is known of the customer. */
final class PersonaRules {

    private static final Logger LOG = Logger.getLogger(PersonaRules.class);

    private record Rule(String name, Condition condition) {}

    private final List<Rule> rules = new ArrayList<>();

    /** A persona whose condition this release cannot read, though journey-service took it, is nobody. */
    PersonaRules(List<Persona> personas) {
        for (var persona : personas) {
            try {
                rules.add(new Rule(persona.name(), CustomerConditions.LANGUAGE.compile(persona.when())));
            } catch (ConditionException unknown) {
                LOG.errorf("persona \"%s\" counts nobody: its condition cannot be read here", persona.name());
            }
        }
    }

    /** The names of those that hold for {@code attributes}, in the order of the definition. */
    List<String> of(Map<String, Object> attributes) {
        var variables = CustomerConditions.variables(attributes);
        return rules.stream()
                .filter(rule -> rule.condition().holds(variables))
                .map(Rule::name)
                .toList();
    }
}
