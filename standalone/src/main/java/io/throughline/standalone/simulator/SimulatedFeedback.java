package io.throughline.standalone.simulator;

/**
 * What a customer answered to a survey.
 *
 * @param nps 0 to 10
 * @param csat 1 (very dissatisfied) to 5 (very satisfied)
 * @param ces 1 (very difficult) to 7 (very easy)
 * @param comment empty when nothing was said
 */
public record SimulatedFeedback(int nps, int csat, int ces, String comment) {}
