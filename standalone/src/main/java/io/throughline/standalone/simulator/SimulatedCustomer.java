package io.throughline.standalone.simulator;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A person, with the identifiers by which the channels know them.
 *
 * @param number from 0
 * @param region where they live; technicians are sent by region
 * @param digital whether they prefer web and app to phone and shop
 * @param cookies of their browsers, one after the other
 * @param device the phone or tablet that the app runs on; shared within some households
 * @param loyalty the card, when they have one
 */
public record SimulatedCustomer(
        int number,
        String region,
        boolean digital,
        String crm,
        String email,
        String phone,
        List<String> cookies,
        String device,
        Optional<String> loyalty,
        String plan,
        BigDecimal price) {

    private static final List<String> REGIONS = List.of("north", "east", "south", "west");
    private static final List<String> PLANS = List.of("basic", "family", "fibre");
    private static final List<BigDecimal> PRICES =
            List.of(new BigDecimal("24.99"), new BigDecimal("39.99"), new BigDecimal("59.99"));

    /** Of every eight customers, the last two live together and share a device. */
    private static final int HOUSEHOLD = 8;

    static SimulatedCustomer of(int number, Chance chance) {
        int plan = chance.number(0, PLANS.size() - 1);
        boolean sharesWithPrevious = number % HOUSEHOLD == HOUSEHOLD - 1;
        int deviceOwner = sharesWithPrevious ? number - 1 : number;
        return new SimulatedCustomer(
                number,
                chance.oneOf(REGIONS),
                chance.happens(0.6),
                "C-" + (number + 1),
                "customer%06d@example.com".formatted(number),
                "+4915%08d".formatted(number),
                cookies(number, chance.number(1, 3)),
                "device-%06d".formatted(deviceOwner),
                chance.happens(0.3) ? Optional.of("L%08d".formatted(number)) : Optional.empty(),
                PLANS.get(plan),
                PRICES.get(plan));
    }

    /** How a channel knows this customer; {@code visit} picks the browser. Somebody who has not signed in is a cookie only. */
    List<SimulatedIdentifier> knownTo(String channel, boolean signedIn, int visit) {
        var cookie = new SimulatedIdentifier("cookie", cookies.get(visit % cookies.size()));
        var mail = new SimulatedIdentifier("email", email);
        var number = new SimulatedIdentifier("crm", crm);
        return switch (channel) {
            case "web" -> signedIn ? List.of(cookie, mail) : List.of(cookie);
            case "app" -> List.of(new SimulatedIdentifier("device", device), mail);
            case "phone" -> List.of(new SimulatedIdentifier("phone", phone), number);
            case "sms" -> List.of(new SimulatedIdentifier("phone", phone));
            case "shop" -> loyalty.map(card -> List.of(number, new SimulatedIdentifier("loyalty", card)))
                    .orElse(List.of(number));
            case "email" -> List.of(mail, number);
            case "letter" -> List.of(number);
            default -> throw new IllegalArgumentException("no such channel: " + channel);
        };
    }

    /** What the company's systems know of the person. */
    public Map<String, Object> attributes() {
        return Map.of("plan", plan, "region", region, "digital", digital);
    }

    /** Everything that is this person's and nobody else's, as {@code namespace:value}. */
    public Set<String> ownIdentifiers() {
        var own = new TreeSet<>(Set.of("crm:" + crm, "email:" + email.toLowerCase(Locale.ROOT), "phone:" + phone));
        cookies.forEach(cookie -> own.add("cookie:" + cookie));
        loyalty.ifPresent(card -> own.add("loyalty:" + card));
        return own;
    }

    private static List<String> cookies(int number, int count) {
        return IntStream.range(0, count)
                .mapToObj(browser -> "cookie-%06d-%d".formatted(number, browser))
                .toList();
    }
}
