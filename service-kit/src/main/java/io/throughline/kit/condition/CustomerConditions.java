package io.throughline.kit.condition;

import static io.throughline.kit.condition.ValueType.ANYTHING;
import static io.throughline.kit.condition.ValueType.mapOf;
import static io.throughline.kit.condition.ValueType.structure;

import java.util.Map;

/** Conditions over what is known of a customer: {@code customer.attributes.plan == 'gold'}. */
public final class CustomerConditions {

    /** In which they are written. */
    public static final ConditionLanguage LANGUAGE =
            ConditionLanguage.declaring(Map.of("customer", structure("customer", Map.of("attributes", mapOf(ANYTHING)))));

    private CustomerConditions() {}

    /** What such a condition is asked of. @param attributes texts, numbers and truth values, by name */
    public static Map<String, Object> variables(Map<String, Object> attributes) {
        return Map.of("customer", Map.of("attributes", attributes));
    }
}
