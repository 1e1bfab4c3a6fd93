package io.throughline.journey.definition;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What people agreed about a journey, in words: the fold reads none of it.
 *
 * @param goal what the customer wants; may be empty
 * @param outcome how the customer tells that it went well, whose predicate is {@code achieved}; may be empty
 * @param owner who answers for the journey; may be empty
 * @param reviewDate when the definition is to be looked at again
 */
public record Charter(
        String title,
        String goal,
        String outcome,
        Optional<LifecycleStage> lifecycleStage,
        String owner,
        Optional<LocalDate> reviewDate,
        List<Persona> personas,
        List<Kpi> kpis) {

    public Charter {
        personas = List.copyOf(personas);
        kpis = List.copyOf(kpis);
    }
}
