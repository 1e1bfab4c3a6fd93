package io.throughline.measurement.fact;

import io.throughline.measurement.score.JourneyMeasures;
import io.throughline.measurement.score.PartName;
import io.throughline.measurement.score.Score;
import io.throughline.measurement.score.ScorePart;
import io.throughline.measurement.score.Scoring;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A score as its columns hold it; every column is null for a journey without one. */
record ScoreColumns(Optional<Score> score) {

    /** The columns of the parts, in their order in the table: each part's value, then its weight. */
    static final List<Column> ALL = Stream.of(PartName.values())
            .flatMap(name -> Stream.of(new Column(name, true), new Column(name, false)))
            .toList();

    static ScoreColumns of(JourneyMeasures measures) {
        return new ScoreColumns(Scoring.score(measures));
    }

    Double value() {
        return score.map(Score::value).orElse(null);
    }

    record Column(PartName name, boolean isValue) {

        Double of(ScoreColumns columns) {
            return columns.score().map(score -> score.part(name)).map(this::of).orElse(null);
        }

        private Double of(ScorePart part) {
            if (!isValue) {
                return part.weight();
            }
            return part.value().isPresent() ? part.value().getAsDouble() : null;
        }
    }
}
