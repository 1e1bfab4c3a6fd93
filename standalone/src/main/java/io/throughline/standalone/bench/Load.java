package io.throughline.standalone.bench;

import io.throughline.journey.v1.RecordInteractionsRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Deliveries cut into requests beforehand, so that making them is not measured: in lanes, each to be sent in its order. What
 * happens to one customer stands in one lane.
 */
record Load(List<List<Request>> lanes, long deliveries) {

    /** @param encoded as it goes over the wire */
    record Request(byte[] encoded) {}

    static Load cut(List<Happening> deliveries, Rendering rendering, int lanes, int batchSize) {
        var cutters = new ArrayList<Cutter>();
        for (int lane = 0; lane < lanes; lane++) {
            cutters.add(new Cutter(rendering, batchSize));
        }
        deliveries.forEach(happening -> cutters.get(happening.customer() % lanes).add(happening));
        return new Load(cutters.stream().map(Cutter::finish).toList(), deliveries.size());
    }

    private static final class Cutter {

        private final Rendering rendering;
        private final int batchSize;
        private final List<Request> requests = new ArrayList<>();
        private RecordInteractionsRequest.Builder open = RecordInteractionsRequest.newBuilder();

        Cutter(Rendering rendering, int batchSize) {
            this.rendering = rendering;
            this.batchSize = batchSize;
        }

        void add(Happening happening) {
            open.addInteractions(rendering.interaction(happening));
            if (open.getInteractionsCount() == batchSize) {
                close();
            }
        }

        List<Request> finish() {
            if (open.getInteractionsCount() > 0) {
                close();
            }
            return requests;
        }

        private void close() {
            requests.add(new Request(open.build().toByteArray()));
            open = RecordInteractionsRequest.newBuilder();
        }
    }
}
