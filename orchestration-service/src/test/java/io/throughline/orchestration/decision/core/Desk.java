package io.throughline.orchestration.decision.core;

import java.util.Collection;
import java.util.List;

/** Where pages of changes are brought to be decided on: in memory, or through PostgreSQL. */
public interface Desk {

    /** Has a page decided on. */
    void tell(List<Change> page);

    /** Has all actions that may be offered sent and carried out. */
    void deliverAll();

    Collection<Decision> decisions();

    Collection<KnownAction> actions();
}
