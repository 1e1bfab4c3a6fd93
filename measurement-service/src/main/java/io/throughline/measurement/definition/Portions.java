package io.throughline.measurement.definition;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.error.ErrorMapper;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * What a changed definition brings for all its journeys: done in the background, in short transactions, each of which keeps how far
 * it came.
 */
public final class Portions {

    private static final Logger LOG = Logger.getLogger(Portions.class);

    private Portions() {}

    /**
     * Does it all. While the database is out of reach that is no failure: the next call goes on.
     *
     * @param step does the next portion; whether there was anything to do
     * @param what is done, for the log: "scores are made again"
     */
    public static void finish(Database database, String what, Function<Transaction, Boolean> step) {
        try {
            boolean more = true;
            while (more) {
                more = database.inTransaction(step);
            }
        } catch (RuntimeException failure) {
            if (!ErrorMapper.isUnreachable(failure)) {
                throw failure;
            }
            LOG.debugf("%s once the database can be reached", what);
        }
    }
}
