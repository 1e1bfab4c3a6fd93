package io.throughline.standalone.mapping;

import java.time.ZoneId;
import java.util.List;

/**
 * Where a time comes from.
 *
 * @param text what the line says
 * @param formats tried in this order; the first that fits holds
 * @param zone of times that name no offset
 */
public record TimeSource(TextSource text, List<TimeFormat> formats, ZoneId zone) {}
