package io.throughline.standalone.simulator;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What was planted in a simulated company, for comparison with what the platform finds.
 *
 * @param unexplainedRises {@code bill_id}s of bills that were suddenly higher, without a word of explanation
 * @param explainedRises {@code bill_id}s of such bills that came with an explanation
 * @param complaintsOverRises {@code bill_id}s of the bills that led to a complaint because they were higher
 * @param noShows {@code ticket_id}s of repairs to which the technician did not come at first
 * @param diagnosisLoops {@code ticket_id}s of repairs whose diagnosis went in circles
 * @param unansweredComplaints {@code ticket_id}s of complaints that nobody answered
 * @param lateIds {@code source/id} of what is reported hours or days after it happened
 * @param repeatedIds {@code source/id} of what is reported twice
 */
public record PlantedTruth(
        Set<String> unexplainedRises,
        Set<String> explainedRises,
        Set<String> complaintsOverRises,
        Set<String> noShows,
        Set<String> diagnosisLoops,
        Set<String> unansweredComplaints,
        Set<String> lateIds,
        Set<String> repeatedIds) {

    static PlantedTruth nothingYet() {
        return new PlantedTruth(
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>());
    }

    /** Without what was thought up but never reported, because the simulated days were over before. */
    PlantedTruth toldBy(List<SimulatedInteraction> arrivals) {
        return new PlantedTruth(
                told(unexplainedRises, arrivals, "bill.sent", "bill_id"),
                told(explainedRises, arrivals, "bill.explained", "bill_id"),
                told(complaintsOverRises, arrivals, "complaint.filed", "bill_id"),
                told(noShows, arrivals, "agent.call", "ticket_id"),
                told(diagnosisLoops, arrivals, "agent.call", "ticket_id"),
                told(unansweredComplaints, arrivals, "complaint.filed", "ticket_id"),
                Set.copyOf(lateIds),
                Set.copyOf(repeatedIds));
    }

    private static Set<String> told(
            Set<String> planted, List<SimulatedInteraction> arrivals, String touchpoint, String attribute) {
        var reported = arrivals.stream()
                .filter(interaction -> interaction.touchpoint().equals(touchpoint))
                .map(interaction -> interaction.text(attribute))
                .collect(Collectors.toSet());
        return planted.stream().filter(reported::contains).collect(Collectors.toUnmodifiableSet());
    }
}
