package io.throughline.journey.definition;

import io.throughline.kit.document.Section;
import io.throughline.kit.document.Suggestion;
import io.throughline.kit.document.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads which teams take part, and which of them owns which touchpoint. */
final class TeamReader {

    /** The touchpoints that the rules name. */
    private final Set<String> known;

    private final Map<String, String> owners = new HashMap<>();

    private TeamReader(Set<String> known) {
        this.known = known;
    }

    /** The teams in the order in which they are written; {@code known} are the touchpoints that the rules name. */
    static List<Team> read(Section root, Set<String> known) {
        var reader = new TeamReader(known);
        var found = new ArrayList<Team>();
        root.section("teams")
                .optional()
                .ifPresent(teams -> teams.names().forEach(name -> found.add(reader.team(teams, name))));
        return found;
    }

    private Team team(Section teams, String name) {
        var touchpoints = teams.values(name).orElse(List.of()).stream()
                .flatMap(place -> owned(place, name).stream())
                .distinct()
                .toList();
        return new Team(name, touchpoints);
    }

    private Optional<String> owned(Value place, String team) {
        var touchpoint = RuleReader.touchpoint(place);
        touchpoint.ifPresent(name -> check(place, name, team));
        return touchpoint;
    }

    private void check(Value place, String touchpoint, String team) {
        if (!known.contains(touchpoint)) {
            place.problem(
                    "`" + touchpoint + "` is no touchpoint of this journey",
                    Suggestion.didYouMean(touchpoint, known, "name it in a rule or under touchpoints"));
        }
        var other = owners.putIfAbsent(touchpoint, team);
        if (other != null && !other.equals(team)) {
            place.problem("`" + touchpoint + "` is owned by " + other + " already", "it has one team");
        }
    }
}
