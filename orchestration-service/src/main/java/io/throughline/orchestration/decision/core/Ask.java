package io.throughline.orchestration.decision.core;

/**
 * What a policy asks a channel to do.
 *
 * @param name as the channel knows it
 * @param parameters a JSON object
 */
public record Ask(String channel, String name, String parameters) {}
