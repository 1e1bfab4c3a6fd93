package io.throughline.standalone.report;

import io.throughline.measurement.v1.ListScorecardsRequest;
import io.throughline.measurement.v1.MeanMeasure;
import io.throughline.measurement.v1.Scorecard;
import io.throughline.standalone.client.Clients;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** The scorecards of all journeys side by side: a column for each journey, a row for each measure. */
public final class ScorecardTable {

    private static final long SECONDS_TO_ANSWER = 60;

    private record Measure(String name, Function<Scorecard, String> value) {}

    private static final List<Measure> MEASURES = List.of(
            new Measure("journeys", card -> Words.count(card.getJourneys())),
            new Measure("  active", card -> Words.count(card.getActive())),
            new Measure("  stalled", card -> Words.count(card.getStalled())),
            new Measure("  achieved", card -> Words.count(card.getAchieved())),
            new Measure("  abandoned", card -> Words.count(card.getAbandoned())),
            new Measure("  exited", card -> Words.count(card.getExited())),
            new Measure("customers", card -> Words.count(card.getCustomers())),
            new Measure(
                    "achieved, of the ended",
                    card -> card.hasAchievedShare() ? Words.share(card.getAchievedShare()) : Words.NOTHING),
            new Measure(
                    "time to goal, median",
                    card -> card.hasTimeToGoal()
                            ? Words.duration(card.getTimeToGoal().getMedian())
                            : Words.NOTHING),
            new Measure(
                    "time to goal, p90",
                    card -> card.hasTimeToGoal() ? Words.duration(card.getTimeToGoal().getP90()) : Words.NOTHING),
            new Measure(
                    "target time",
                    card -> card.hasTargetTime() ? Words.duration(card.getTargetTime()) : Words.NOTHING),
            new Measure(
                    "achieved within target",
                    card -> card.hasWithinTargetShare() ? Words.share(card.getWithinTargetShare()) : Words.NOTHING),
            new Measure(
                    "handovers per journey",
                    card -> card.hasHandoversPerJourney()
                            ? Words.decimal(card.getHandoversPerJourney())
                            : Words.NOTHING),
            new Measure(
                    "NPS (-100 to 100)",
                    card -> card.getNps().hasScore() ? "%.0f".formatted(card.getNps().getScore()) : Words.NOTHING),
            new Measure("CSAT (1 to 5)", card -> mean(card.getCsat())),
            new Measure("CES (1 to 7, higher is easier)", card -> mean(card.getCes())),
            new Measure("revenue", card -> Words.money(card.getRevenueList())),
            new Measure("cost", card -> Words.money(card.getCostList())),
            new Measure(
                    "success score (0 to 100)",
                    card -> card.hasSuccess() ? "%.1f".formatted(card.getSuccess().getValue()) : Words.NOTHING));

    private ScorecardTable() {}

    /** All scorecards, page by page. */
    public static List<Scorecard> read(Clients clients) {
        var cards = new ArrayList<Scorecard>();
        var token = "";
        do {
            var page = clients.measurement()
                    .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                    .listScorecards(ListScorecardsRequest.newBuilder()
                            .setPageToken(token)
                            .build());
            cards.addAll(page.getScorecardsList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return cards;
    }

    /** @param data the option that names the data folder to a command, with a blank before it; empty when none is needed */
    public static String of(List<Scorecard> cards, String data) {
        if (cards.isEmpty()) {
            return "no journeys are defined yet; ./throughline apply" + data + " samples/journeys/*.journey.yaml defines some";
        }
        var table = new TextTable();
        table.row(row("", cards, Scorecard::getDefinition));
        MEASURES.forEach(measure -> table.row(row(measure.name(), cards, measure.value())));
        return table.toString();
    }

    private static List<String> row(String name, List<Scorecard> cards, Function<Scorecard, String> value) {
        return Stream.concat(Stream.of(name), cards.stream().map(value)).toList();
    }

    private static String mean(MeanMeasure measure) {
        return measure.hasMean() ? Words.decimal(measure.getMean()) : Words.NOTHING;
    }
}
