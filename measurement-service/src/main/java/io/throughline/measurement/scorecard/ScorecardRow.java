package io.throughline.measurement.scorecard;

import io.throughline.measurement.definition.Definition;
import io.throughline.measurement.definition.Micros;
import io.throughline.measurement.definition.PersonaJson;
import io.throughline.measurement.score.PartName;
import io.throughline.measurement.scorecard.PartTotals.Total;
import io.throughline.measurement.scorecard.Scorecard.Answers;
import io.throughline.measurement.scorecard.Scorecard.PersonaShare;
import io.throughline.measurement.scorecard.Scorecard.Recommendation;
import io.throughline.measurement.scorecard.Scorecard.States;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a row of {@link ScorecardSql#SCORECARDS}. */
final class ScorecardRow {

    private static final JsonArray NOBODY = JsonArray.of(0L, 0L);

    private final Row row;

    ScorecardRow(Row row) {
        this.row = row;
    }

    Scorecard read() {
        var card = withoutScore();
        var totals = totals();
        return new Scorecard(
                card.definition(),
                card.states(),
                card.customers(),
                card.everStalled(),
                card.timeToGoal(),
                card.withinTarget(),
                card.handovers(),
                card.nps(),
                card.csat(),
                card.ces(),
                card.revenue(),
                card.cost(),
                MeanScore.of(totals, card),
                totals.scored(),
                card.personas(),
                card.lastInteractionAt());
    }

    private Scorecard withoutScore() {
        return new Scorecard(
                definition(),
                new States(count("active"), count("stalled"), count("achieved"), count("abandoned"), count("exited")),
                count("customers"),
                count("ever_stalled"),
                timeToGoal(),
                count("within_target"),
                count("handovers"),
                recommendation(""),
                answers("csat"),
                answers("ces"),
                amounts("revenue"),
                amounts("cost"),
                Optional.empty(),
                0,
                personas(),
                Optional.ofNullable(row.getOffsetDateTime("last_interaction_at")).map(OffsetDateTime::toInstant));
    }

    private Definition definition() {
        return new Definition(
                row.getString("name"),
                row.getInteger("version"),
                row.getString("title"),
                row.getString("goal"),
                row.getString("owner"),
                Micros.read(row.getLong("target_time_us")),
                PersonaJson.read(row.getString("all_personas")));
    }

    private List<PersonaShare> personas() {
        var told = row.getString("personas");
        var counts = told == null ? new JsonObject() : new JsonObject(told);
        return definition().personas().stream()
                .map(persona -> {
                    var count = counts.getJsonArray(persona.name(), NOBODY);
                    return new PersonaShare(persona, count.getLong(0), count.getLong(1));
                })
                .toList();
    }

    private Optional<Durations> timeToGoal() {
        var percentiles = row.getArrayOfDoubles("percentiles");
        return percentiles == null
                ? Optional.empty()
                : Durations.ofSeconds(count("timed"), List.of(percentiles), row.getDouble("mean_time"));
    }

    private PartTotals totals() {
        var parts = new EnumMap<PartName, Total>(PartName.class);
        for (var name : PartName.values()) {
            parts.put(
                    name,
                    new Total(
                            count(name.key() + "_known"),
                            sum(name.key() + "_weights"),
                            sum(name.key() + "_weighted")));
        }
        return new PartTotals(
                count("scored"),
                sum("score"),
                count("outdated"),
                parts,
                count("achieved"),
                count("scored_handovers"),
                count("scored_repeats"),
                recommendation("scored_"),
                answers("scored_csat"),
                answers("scored_ces"));
    }

    private Recommendation recommendation(String prefix) {
        return new Recommendation(
                count(prefix + "promoters"), count(prefix + "passives"), count(prefix + "detractors"));
    }

    private Answers answers(String question) {
        return new Answers(count(question + "_answers"), count(question + "_sum"));
    }

    private SortedMap<String, BigDecimal> amounts(String column) {
        var amounts = new TreeMap<String, BigDecimal>();
        var json = row.getString(column);
        if (json != null) {
            // Each amount is text there: a JSON number would lose digits on its way through a double.
            new JsonObject(json).forEach(entry -> amounts.put(entry.getKey(), new BigDecimal((String) entry.getValue())));
        }
        return amounts;
    }

    /** A definition without journeys has no measures: it has 0 of everything. */
    private long count(String column) {
        var value = row.getLong(column);
        return value == null ? 0 : value;
    }

    private double sum(String column) {
        var value = row.getDouble(column);
        return value == null ? 0 : value;
    }
}
