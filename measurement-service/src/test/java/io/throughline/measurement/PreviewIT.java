package io.throughline.measurement;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import com.google.type.Money;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.feed.v1.ChangeHeader;
import io.throughline.journey.v1.*;
import java.net.URL;
import java.util.*;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PreviewIT extends MeasurementIT {
    @TestHTTPResource URL url;

    @Test
    void shots() throws Exception {
        shot("empty-360", 360, 800, "", "1");
        journeyService.start();
        var random = new Random(4);
        String[][] defs = {{"bill-payment", "Pay a bill", "The bill is paid and I know it", "Billing", "14"},
            {"claim", "Get a claim settled", "My damage is paid for, without chasing anybody", "Claims care", "21"},
            {"onboarding", "Move in: get internet at the new address", "I am online on the day I move in", "Customer operations", ""},
            {"renewal", "Renew the contract", "I keep what I have at a fair price", "Retention", "30"},
            {"roaming", "Go abroad", "My phone works abroad and the bill holds no surprise", "Mobile", "2"}};
        for (var d : defs) {
            var b = Definition.newBuilder().setName(d[0]).setVersion(2).setTitle(d[1]).setGoal(d[2]).setOwner(d[3]);
            if (!d[4].isEmpty()) b.setTargetTime(Durations.fromDays(Integer.parseInt(d[4])));
            journeyService.define(b.build());
        }
        String[][] ways = {{"bill.sent","bill.opened","payment.made"},{"bill.sent","reminder.sent","agent.call","agent.call","payment.made"},{"bill.sent","payment.made"},{"bill.sent","bill.opened","app.error","app.error","app.error","agent.call","payment.made"},{"bill.sent","reminder.sent","reminder.sent","bill.dispute","agent.call","shop.visit","payment.made"}};
        for (int k = 0; k < 4; k++) {
            int n = new int[]{1834, 412, 77, 1290}[k];
            double ach = new double[]{.78, .38, .0, .6}[k];
            for (int i = 0; i < n; i++) {
                var id = new UUID(random.nextLong(), random.nextLong()).toString();
                var c = new UUID(k, random.nextInt(n)).toString();
                double r = random.nextDouble();
                var st = k == 2 ? (r < .8 ? JourneyState.JOURNEY_STATE_ACTIVE : JourneyState.JOURNEY_STATE_STALLED) : r < ach ? JourneyState.JOURNEY_STATE_ACHIEVED : r < ach + .1 ? JourneyState.JOURNEY_STATE_ACTIVE : r < ach + .14 ? JourneyState.JOURNEY_STATE_STALLED : r < .98 ? JourneyState.JOURNEY_STATE_ABANDONED : JourneyState.JOURNEY_STATE_EXITED;
                long t0 = 1_788_000_000L + random.nextInt(4_000_000), t1 = t0 + (long) (86400 * 9 * Math.exp(random.nextGaussian() * .8) * (k + 1));
                var way = ways[Math.min(4, (int) (Math.abs(random.nextGaussian()) * (1.6 + k)))];
                var j = Journey.newBuilder().setId(id).setCustomerId(c).setDefinition(defs[k][0]).setVersion(2).setRevision(1).setState(st).setStartedAt(Timestamps.fromSeconds(t0)).setLastInteractionAt(Timestamps.fromSeconds(t1));
                for (var w : way) j.addSteps(Step.newBuilder().setTouchpoint(w));
                if (st == JourneyState.JOURNEY_STATE_ACHIEVED) j.addTransitions(Transition.newBuilder().setKind(TransitionKind.TRANSITION_KIND_ACHIEVED).setOccurredAt(Timestamps.fromSeconds(t1)));
                if (random.nextInt(9) == 0) j.addTransitions(Transition.newBuilder().setKind(TransitionKind.TRANSITION_KIND_STALLED).setOccurredAt(Timestamps.fromSeconds(t1)));
                var tl = Tally.newBuilder().setHandovers(random.nextInt(3));
                if (k != 2 && random.nextInt(5) == 0) { int a = random.nextInt(10); if (a < 5) tl.setNpsPromoters(1); else if (a < 7) tl.setNpsPassives(1); else tl.setNpsDetractors(1); }
                if (k != 2 && random.nextInt(6) == 0) tl.setCsatAnswers(1).setCsatSum(2 + random.nextInt(4));
                if (k < 2 && random.nextInt(8) == 0) tl.setCesAnswers(1).setCesSum(3 + random.nextInt(5));
                if (k != 2) tl.addRevenue(Money.newBuilder().setCurrencyCode("EUR").setUnits(30 + random.nextInt(40)).setNanos(990_000_000)).addCost(Money.newBuilder().setCurrencyCode("EUR").setUnits(random.nextInt(9)));
                journeyService.feed().tell(JourneyChange.newBuilder().setJourneyId(id).setJourney(j.setTally(tl)).setHeader(ChangeHeader.newBuilder().setCustomerId(c).setRevision(1)).build());
            }
        }
        journeyService.feed().awaitRead();
        shot("list-360", 360, 2600, "", "1");
        shot("list-1280", 1280, 1400, "", "1");
        shot("list-1280-dark", 1280, 1400, "", "0");
        shot("detail-1280", 1280, 1700, "#/bill-payment", "1");
        shot("detail-360-dark", 360, 3200, "#/claim", "0");
        shot("unknown-360", 360, 700, "#/nobody", "1");
        journeyService.stop();
        shot("gone-768", 768, 900, "#/onboarding", "1");
        if (Boolean.getBoolean("hold")) Thread.sleep(240_000);
    }

    void shot(String name, int w, int h, String hash, String scheme) throws Exception {
        var p = new ProcessBuilder("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--user-data-dir=/tmp/mchrome", "--blink-settings=preferredColorScheme=" + scheme, "--virtual-time-budget=6000", "--timeout=20000", "--screenshot=/tmp/shots/" + name + ".png", "--window-size=" + w + "," + h, url + "console/" + hash).redirectErrorStream(true).redirectOutput(new java.io.File("/tmp/shots/" + name + ".log")).start();
        if (!p.waitFor(60, java.util.concurrent.TimeUnit.SECONDS)) p.destroyForcibly();
    }
}
