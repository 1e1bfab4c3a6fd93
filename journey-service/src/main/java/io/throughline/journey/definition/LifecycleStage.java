package io.throughline.journey.definition;

/** Where in the relationship between customer and company a journey belongs. */
public enum LifecycleStage {
    AWARENESS,
    CONSIDERATION,
    PURCHASE,
    ONBOARDING,
    USE,
    SUPPORT,
    RENEWAL,
    ADVOCACY
}
