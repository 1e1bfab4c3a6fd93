package io.throughline.standalone.sample;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a replay has come: as a bar on a terminal, as a line now and then where the output goes to a file. */
interface SampleProgress extends AutoCloseable {

    void reached(long interactions);

    @Override
    void close();

    static SampleProgress of(long all, PrintWriter out) {
        out.flush();
        var console = System.console();
        return console != null && console.isTerminal() ? new Bar(all) : new Lines(all, out);
    }

    /** Moves in place. */
    final class Bar implements SampleProgress {

        private final ProgressBar bar;

        Bar(long all) {
            this.bar = new ProgressBarBuilder()
                    .setTaskName("replaying")
                    .setInitialMax(all)
                    .setStyle(ProgressBarStyle.ASCII)
                    .showSpeed()
                    .build();
        }

        @Override
        public void reached(long interactions) {
            bar.stepTo(interactions);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** A line for every tenth. */
    final class Lines implements SampleProgress {

        private static final int TENTHS = 10;

        private final long all;
        private final PrintWriter out;
        private long told;

        Lines(long all, PrintWriter out) {
            this.all = all;
            this.out = out;
        }

        @Override
        public void reached(long interactions) {
            long tenth = TENTHS * interactions / Math.max(1, all);
            if (tenth > told) {
                told = tenth;
                out.printf("  %d %%%n", 10 * tenth);
                out.flush();
            }
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
