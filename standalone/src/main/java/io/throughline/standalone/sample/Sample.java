package io.throughline.standalone.sample;

import io.throughline.standalone.apply.Application;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.platform.Installation;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Fills a new platform with the sample: journeys, policies, and what happened to simulated customers. */
public final class Sample {

    private final Installation installation;
    private final Clients clients;
    private final PrintWriter out;

    public Sample(Installation installation, Clients clients, PrintWriter out) {
        this.installation = installation;
        this.clients = clients;
        this.out = out;
    }

    /** Does it all, or what an interrupted run has left undone; {@code data} keeps how far it has come. */
    public void load(SamplePlan plan, Path data) {
        plan.write(data);
        apply();
        var replay = new SampleReplay(clients);
        if (!replay.begin()) {
            out.println("this platform has interactions already; no sample is replayed into it");
            plan.whenFinished().write(data);
            return;
        }
        var company = plan.company();
        out.printf("replaying %,d interactions of %,d simulated customers%n", company.size(), plan.customers());
        try (var progress = SampleProgress.of(company.size(), out)) {
            replay.run(plan, company.arrivals()::iterator, progress::reached);
        }
        out.println("waiting until all that happened has been measured and decided on");
        out.flush();
        replay.finish();
        plan.whenFinished().write(data);
    }

    private void apply() {
        var application = new Application(clients);
        var journeys = Application.files(installation.samples().resolve("journeys"), ".journey.yaml");
        var policies = Application.files(installation.samples().resolve("policies"), ".policy.yaml");
        journeys.forEach(file -> out.println(application.apply(file)));
        policies.forEach(file -> out.println(application.apply(file)));
    }
}
