package io.throughline.standalone.replay;

import io.throughline.standalone.mapping.MappedLine.Mapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts lines into batches that a service takes: not too many, and not too large in all. */
final class BatchBuilder {

    /** Far below the largest message that a service takes; a single interaction may still be larger and is sent alone. */
    static final int MOST_BYTES = 1 << 20;

    private final int mostLines;
    private List<Mapped> lines = new ArrayList<>();
    private long bytes;

    BatchBuilder(int mostLines) {
        this.mostLines = mostLines;
    }

    /** Adds a line, and gives the batch that it did not fit into any more. */
    Optional<Batch> add(Mapped line) {
        int size = line.interaction().getSerializedSize();
        var full = lines.size() == mostLines || bytes + size > MOST_BYTES ? rest() : Optional.<Batch>empty();
        lines.add(line);
        bytes += size;
        return full;
    }

    /** What has been added and not been given yet. */
    Optional<Batch> rest() {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var batch = new Batch(lines);
        lines = new ArrayList<>();
        bytes = 0;
        return Optional.of(batch);
    }
}
