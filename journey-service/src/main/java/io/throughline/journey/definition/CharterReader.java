package io.throughline.journey.definition;

import io.throughline.kit.document.Section;

/** Reads what people agreed about a journey. */
final class CharterReader {

    private static final int LONGEST_TITLE = 200;

    private CharterReader() {}

    static Charter read(Section root) {
        return new Charter(
                root.text("title")
                        .must(title -> !title.isBlank() && title.length() <= LONGEST_TITLE, "should be 1 to 200 characters", "")
                        .required(),
                root.text("goal").orElse(""),
                root.text("outcome").orElse(""),
                root.choice("lifecycle_stage", LifecycleStage.class).optional(),
                root.text("owner").orElse(""),
                root.date("review_date").optional(),
                PersonaReader.read(root),
                KpiReader.read(root));
    }
}
