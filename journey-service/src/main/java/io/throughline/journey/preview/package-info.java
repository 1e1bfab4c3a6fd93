/**
 * What a definition would change, told before it is applied: everything that is recorded is folded as it is and as it would be, and
 * journeys are compared one by one. Nothing is written.
 */
package io.throughline.journey.preview;
