package io.throughline.orchestration.decision.core;

import java.util.Collection;
import java.util.UUID;

/**
 * What is to be written after a page of changes was decided on.
 *
 * @param transitions that are new, or whose standing has changed
 * @param decisions that are new or have changed
 * @param newActions to be made; one that was cancelled before is made again under its id
 * @param changedActions as they are to be
 * @param heldAgain actions that are to be held as if they were made now
 */
public record Plan(
        Collection<ToldTransition> transitions,
        Collection<Decision> decisions,
        Collection<NewAction> newActions,
        Collection<KnownAction> changedActions,
        Collection<UUID> heldAgain) {}
