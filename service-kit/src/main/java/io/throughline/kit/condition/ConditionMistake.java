package io.throughline.kit.condition;

/**
 * Why a condition was not compiled.
 *
 * @param line of the expression, counted from 1
 * @param column of the expression, counted from 1
 * @param message what is wrong
 * @param hint what to do about it; may be empty
 */
public record ConditionMistake(int line, int column, String message, String hint) {}
