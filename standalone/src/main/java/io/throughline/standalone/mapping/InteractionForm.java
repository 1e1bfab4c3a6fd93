package io.throughline.standalone.mapping;

import java.util.List;
import java.util.Optional;

/**
 * What a line becomes: where each part of an interaction comes from.
 *
 * @param id the number of the line when empty
 * @param sourceSequence the number of the line when empty
 * @param otherColumnsKept the mapping's line that makes columns which nothing here reads text attributes of their own names;
 *     empty when they are dropped
 */
public record InteractionForm(
        TextSource source,
        Optional<TextSource> id,
        TimeSource occurredAt,
        Optional<ColumnName> sourceSequence,
        List<IdentifierSource> identifiers,
        TextSource channel,
        TextSource touchpoint,
        List<AttributeSource> attributes,
        Optional<Integer> otherColumnsKept,
        Optional<MoneySource> revenue,
        Optional<MoneySource> cost,
        FeedbackSource feedback,
        List<AttributeSource> customerAttributes) {}
