/**
 * The pure core: {@code fold(definition, one customer's interactions for one key, asOf) → journeys}.
 *
 * <p>Imports {@code java.*} and its own records. Knows no clock, no database, no YAML and no CEL: rules arrive as functions,
 * time as an argument. Begin with {@link io.throughline.journey.fold.KeyFold}.
 */
package io.throughline.journey.fold;
