package io.throughline.journey.definition;

import io.throughline.kit.document.Section;
import io.throughline.kit.document.Suggestion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads which team owns which touchpoint. */
final class TeamReader {

    private TeamReader() {}

    /** The team of each touchpoint that has one; {@code known} are the touchpoints that the rules name. */
    static Map<String, String> read(Section root, Set<String> known) {
        var owners = new HashMap<String, String>();
        var teams = root.section("teams").optional();
        for (var team : teams.map(Section::names).orElse(Set.of())) {
            for (var place : teams.get().values(team).orElse(List.of())) {
                var touchpoint = RuleReader.touchpoint(place);
                if (touchpoint.isEmpty()) {
                    continue;
                }
                if (!known.contains(touchpoint.get())) {
                    place.problem(
                            "`" + touchpoint.get() + "` is no touchpoint of this journey",
                            Suggestion.didYouMean(touchpoint.get(), known, "name it in a rule or under touchpoints"));
                }
                var other = owners.putIfAbsent(touchpoint.get(), team);
                if (other != null && !other.equals(team)) {
                    place.problem("`" + touchpoint.get() + "` is owned by " + other + " already", "it has one team");
                }
            }
        }
        return owners;
    }
}
