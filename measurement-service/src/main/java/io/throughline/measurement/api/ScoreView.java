package io.throughline.measurement.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.measurement.score.Score;
import io.throughline.measurement.score.ScorePart;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Score", description = "A success score, 0 to 100: the mean of its parts by their weights")
record ScoreView(double value, List<PartView> parts) {

    static ScoreView of(Score score) {
        return new ScoreView(score.value(), score.parts().stream().map(PartView::of).toList());
    }

    @Schema(name = "ScorePart", description = "One part of a success score")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PartView(
            @Schema(enumeration = {"outcome", "time", "effort", "sentiment"}) String name,
            @Schema(description = "0 to 100; none when it cannot be known") Double value,
            @Schema(description = "Share of this part in the score; the weights add up to 1") double weight,
            @Schema(description = "Why it is what it is, in one sentence") String explanation) {

        static PartView of(ScorePart part) {
            return new PartView(
                    part.name().key(), ScorecardView.nullable(part.value()), part.weight(), part.explanation());
        }
    }
}
