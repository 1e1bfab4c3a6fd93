/**
 * Conditions that people write in rules: CEL (Common Expression Language), checked when it is compiled, and cheap, bounded
 * and silent when it is asked.
 *
 * <p>Begin with {@link io.throughline.kit.condition.ConditionLanguage}. Needs no container.
 */
package io.throughline.kit.condition;
