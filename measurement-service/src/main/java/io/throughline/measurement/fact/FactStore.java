package io.throughline.measurement.fact;

import io.throughline.kit.database.Columns;
import io.throughline.kit.database.Transaction;
import io.throughline.measurement.definition.DefinitionStore;
import io.throughline.measurement.definition.DefinitionStore.Filing;
import io.throughline.measurement.definition.Micros;
import io.throughline.measurement.persona.PersonaStore;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keeps the facts. The number of statements does not depend on the number of changes. */
@ApplicationScoped
public class FactStore {

    private static final String KEEP = """
            insert into journey_fact as kept (
                journey_id, revision, definition_id, version, customer_id, state,
                started_at, last_interaction_at, ended_at, achieved_at, ever_stalled, steps, repeats, handovers,
                nps_promoters, nps_passives, nps_detractors, csat_answers, csat_sum, ces_answers, ces_sum,
                revenue, cost, score, score_target_us, outcome_value, outcome_weight, time_value, time_weight,
                effort_value, effort_weight, sentiment_value, sentiment_weight)
            select
                journey_id, revision, definition_id, version, customer_id, state::journey_state,
                started_at, last_interaction_at, ended_at, achieved_at, ever_stalled, steps::integer[], repeats, handovers,
                nps_promoters, nps_passives, nps_detractors, csat_answers, csat_sum, ces_answers, ces_sum,
                revenue::jsonb, cost::jsonb, score, score_target_us, outcome_value, outcome_weight, time_value, time_weight,
                effort_value, effort_weight, sentiment_value, sentiment_weight
            from unnest(
                $1::uuid[], $2::bigint[], $3::integer[], $4::integer[], $5::uuid[], $6::text[],
                $7::timestamptz[], $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::boolean[], $12::text[],
                $13::bigint[], $14::bigint[],
                $15::bigint[], $16::bigint[], $17::bigint[], $18::bigint[], $19::bigint[], $20::bigint[], $21::bigint[],
                $22::text[], $23::text[], $24::float8[], $25::bigint[], $26::float8[], $27::float8[], $28::float8[],
                $29::float8[], $30::float8[], $31::float8[], $32::float8[], $33::float8[])
            as new (
                journey_id, revision, definition_id, version, customer_id, state,
                started_at, last_interaction_at, ended_at, achieved_at, ever_stalled, steps, repeats, handovers,
                nps_promoters, nps_passives, nps_detractors, csat_answers, csat_sum, ces_answers, ces_sum,
                revenue, cost, score, score_target_us, outcome_value, outcome_weight, time_value, time_weight,
                effort_value, effort_weight, sentiment_value, sentiment_weight)
            on conflict (journey_id) do update
            set revision = excluded.revision,
                definition_id = excluded.definition_id,
                version = excluded.version,
                customer_id = excluded.customer_id,
                state = excluded.state,
                started_at = excluded.started_at,
                last_interaction_at = excluded.last_interaction_at,
                ended_at = excluded.ended_at,
                achieved_at = excluded.achieved_at,
                ever_stalled = excluded.ever_stalled,
                steps = excluded.steps,
                repeats = excluded.repeats,
                handovers = excluded.handovers,
                nps_promoters = excluded.nps_promoters,
                nps_passives = excluded.nps_passives,
                nps_detractors = excluded.nps_detractors,
                csat_answers = excluded.csat_answers,
                csat_sum = excluded.csat_sum,
                ces_answers = excluded.ces_answers,
                ces_sum = excluded.ces_sum,
                revenue = excluded.revenue,
                cost = excluded.cost,
                score = excluded.score,
                score_target_us = excluded.score_target_us,
                outcome_value = excluded.outcome_value,
                outcome_weight = excluded.outcome_weight,
                time_value = excluded.time_value,
                time_weight = excluded.time_weight,
                effort_value = excluded.effort_value,
                effort_weight = excluded.effort_weight,
                sentiment_value = excluded.sentiment_value,
                sentiment_weight = excluded.sentiment_weight
            where kept.revision < excluded.revision
            """;

    private static final String WITHDRAW = """
            delete from journey_fact kept
            using unnest($1::uuid[], $2::bigint[]) as gone (journey_id, revision)
            where kept.journey_id = gone.journey_id and kept.revision < gone.revision
            """;

    private final DefinitionStore definitions;
    private final TouchpointDictionary touchpoints;

    @Inject
    public FactStore(DefinitionStore definitions, TouchpointDictionary touchpoints) {
        this.definitions = definitions;
        this.touchpoints = touchpoints;
    }

    /**
     * Makes the facts what {@code changes} say, in whatever order these come; a revision that is not above the one kept
     * changes nothing. The touchpoints and the definitions that they name are known already.
     */
    public void apply(Transaction transaction, Collection<Change> changes) {
        var kept = new ArrayList<JourneyFact>();
        var withdrawn = new ArrayList<Change.Withdrawn>();
        for (var change : Change.newest(changes)) {
            switch (change) {
                case Change.Kept(JourneyFact fact) -> kept.add(fact);
                case Change.Withdrawn gone -> withdrawn.add(gone);
            }
        }
        keep(transaction, kept);
        withdraw(transaction, withdrawn);
    }

    private void keep(Transaction transaction, List<JourneyFact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        var names = facts.stream().map(JourneyFact::definition).distinct().toList();
        var filings = definitions.filing(transaction, names);
        PersonaStore.enrol(
                transaction,
                facts.stream()
                        .filter(fact -> filings.get(fact.definition()).hasPersonas())
                        .map(fact -> enrolment(fact, filings.get(fact.definition())))
                        .toList());
        // In one order everywhere, so that two replicas never wait for each other's rows.
        transaction.run(
                KEEP,
                arguments(facts.stream()
                        .sorted(Comparator.comparing(JourneyFact::journeyId))
                        .map(fact -> Filed.of(fact, filings.get(fact.definition())))
                        .toList()));
    }

    private static PersonaStore.Enrolment enrolment(JourneyFact fact, Filing filing) {
        return new PersonaStore.Enrolment(fact.customerId(), filing.id(), filing.personaRules());
    }

    private void withdraw(Transaction transaction, List<Change.Withdrawn> withdrawn) {
        if (withdrawn.isEmpty()) {
            return;
        }
        transaction.run(
                WITHDRAW,
                Tuple.of(
                        withdrawn.stream().map(Change.Withdrawn::journeyId).toArray(UUID[]::new),
                        withdrawn.stream().map(Change.Withdrawn::revision).toArray(Long[]::new)));
    }

    private Tuple arguments(List<Filed> rows) {
        return Columns.of(rows)
                .uuid(row -> row.fact().journeyId())
                .number(row -> row.fact().revision())
                .integer(row -> row.filing().id())
                .integer(row -> row.fact().version())
                .uuid(row -> row.fact().customerId())
                .text(row -> row.fact().state().name())
                .time(row -> row.fact().startedAt())
                .time(row -> row.fact().lastInteractionAt())
                .time(row -> row.fact().endedAt().orElse(null))
                .time(row -> row.fact().achievedAt().orElse(null))
                .flag(row -> row.fact().everStalled())
                .text(row -> touchpoints.encode(row.fact().steps()))
                .number(row -> row.fact().repeats())
                .number(row -> row.fact().handovers())
                .number(row -> row.fact().answers().promoters())
                .number(row -> row.fact().answers().passives())
                .number(row -> row.fact().answers().detractors())
                .number(row -> row.fact().answers().satisfactionCount())
                .number(row -> row.fact().answers().satisfactionSum())
                .number(row -> row.fact().answers().effortCount())
                .number(row -> row.fact().answers().effortSum())
                .text(row -> json(row.fact().revenue()))
                .text(row -> json(row.fact().cost()))
                .real(row -> row.scored().value())
                .number(row -> Micros.of(row.filing().targetTime()))
                .reals(ScoreColumns.ALL, (row, column) -> column.of(row.scored()))
                .tuple();
    }

    private static String json(Map<String, BigDecimal> amounts) {
        var json = new JsonObject();
        amounts.forEach(json::put);
        return json.encode();
    }

    /** A fact with where it is filed and the score that it has there. */
    private record Filed(JourneyFact fact, Filing filing, ScoreColumns scored) {

        static Filed of(JourneyFact fact, Filing filing) {
            return new Filed(fact, filing, ScoreColumns.of(fact.measures(filing.targetTime())));
        }
    }
}
