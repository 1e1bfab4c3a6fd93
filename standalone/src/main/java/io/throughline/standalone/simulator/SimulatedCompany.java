package io.throughline.standalone.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A telecom company with customers who never were, and with planted facts. The same arguments give the same company, to the
 * last interaction.
 */
public final class SimulatedCompany {

    private static final double NEW_CUSTOMERS = 0.25;
    private static final double RENEWALS = 0.2;
    private static final double FAULTS_PER_MONTH = 0.05;
    private static final double LATE = 0.015;
    private static final double REPEATED = 0.01;

    private final List<SimulatedCustomer> customers;
    private final List<SimulatedInteraction> arrivals;
    private final PlantedTruth truth;

    private SimulatedCompany(
            List<SimulatedCustomer> customers, List<SimulatedInteraction> arrivals, PlantedTruth truth) {
        this.customers = customers;
        this.arrivals = arrivals;
        this.truth = truth;
    }

    /** What happens to {@code customers} persons in {@code days} days from {@code start}. */
    public static SimulatedCompany of(long seed, int customers, Instant start, int days) {
        var truth = PlantedTruth.nothingYet();
        var persons = IntStream.range(0, customers)
                .mapToObj(number -> SimulatedCustomer.of(number, new Chance(seed, 2L * number)))
                .toList();
        var end = start.plus(Duration.ofDays(days));
        var arrivals = new ArrayList<SimulatedInteraction>();
        for (var person : persons) {
            var chance = new Chance(seed, 2L * person.number() + 1);
            var diary = live(person, chance, truth, start, days);
            for (var interaction : diary.entries()) {
                if (!interaction.occurredAt().isBefore(start) && interaction.occurredAt().isBefore(end)) {
                    report(interaction, chance, truth, end, arrivals);
                }
            }
        }
        arrivals.sort(Comparator.comparing(SimulatedInteraction::arrivedAt)
                .thenComparing(SimulatedInteraction::source)
                .thenComparing(SimulatedInteraction::id));
        return new SimulatedCompany(persons, List.copyOf(arrivals), truth.toldBy(arrivals));
    }

    public List<SimulatedCustomer> customers() {
        return customers;
    }

    /** What the channels report, in the order in which it arrives; some of it late, some of it twice. */
    public Stream<SimulatedInteraction> arrivals() {
        return arrivals.stream();
    }

    public int size() {
        return arrivals.size();
    }

    public PlantedTruth truth() {
        return truth;
    }

    private static Diary live(SimulatedCustomer person, Chance chance, PlantedTruth truth, Instant start, int days) {
        var diary = new Diary(person);
        var complaints = new Complaints(truth);
        var begins = start;
        if (chance.happens(NEW_CUSTOMERS)) {
            var signed = chance.wakingHour(start, chance.number(0, Math.max(0, days - 15)));
            var activated = new Onboarding().run(diary, chance, signed);
            if (activated.isEmpty()) {
                return diary;
            }
            begins = activated.get();
        }
        int left = (int) Duration.between(begins, start.plus(Duration.ofDays(days))).toDays();
        boolean unanswered = new Billing(truth, complaints).run(diary, chance, begins, left);
        for (int fault = 0; fault * Billing.PERIOD_DAYS < left; fault++) {
            if (chance.happens(FAULTS_PER_MONTH)) {
                var reported = chance.wakingHour(begins, fault * Billing.PERIOD_DAYS + chance.number(1, 29));
                unanswered |= new Repair(truth, complaints).run(diary, chance, reported, fault);
            }
        }
        if (chance.happens(RENEWALS) && left > 20) {
            new Renewal().run(diary, chance, chance.wakingHour(begins, chance.number(left * 2 / 3, left - 1)), unanswered);
        }
        return diary;
    }

    private static void report(
            SimulatedInteraction interaction,
            Chance chance,
            PlantedTruth truth,
            Instant end,
            List<SimulatedInteraction> arrivals) {
        var name = interaction.source() + "/" + interaction.id();
        boolean late = chance.happens(LATE);
        var arrivesAt = late
                ? interaction.occurredAt().plus(chance.between(Duration.ofHours(1), Duration.ofDays(3)))
                : interaction.occurredAt();
        if (!arrivesAt.isBefore(end)) {
            return; // nobody has heard of it yet
        }
        if (late) {
            truth.lateIds().add(name);
        }
        arrivals.add(interaction.arriving(arrivesAt));
        var again = arrivesAt.plus(chance.between(Duration.ofSeconds(2), Duration.ofHours(6)));
        if (chance.happens(REPEATED) && again.isBefore(end)) {
            truth.repeatedIds().add(name);
            arrivals.add(interaction.arriving(again));
        }
    }
}
