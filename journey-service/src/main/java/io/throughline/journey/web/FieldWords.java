package io.throughline.journey.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a sender calls the fields of an interaction, so that a refusal names what he sent. */
final class FieldWords {

    private final String within;
    private final Map<String, String> words = new LinkedHashMap<>();

    /** @param within where all stands that has no word of its own; empty for the item itself */
    FieldWords(String within) {
        this.within = within;
    }

    /** {@code field} of the interaction, and all within it, comes from {@code word}. */
    FieldWords put(String field, String word) {
        words.put(field, word);
        return this;
    }

    /** The sender's word for {@code field}; its own name where there is none. */
    String of(String field) {
        for (var entry : words.entrySet()) {
            var known = entry.getKey();
            if (field.equals(known) || field.startsWith(known + ".") || field.startsWith(known + "[")) {
                return entry.getValue() + field.substring(known.length());
            }
        }
        return within.isEmpty() || field.isEmpty() ? within + field : within + "." + field;
    }
}
