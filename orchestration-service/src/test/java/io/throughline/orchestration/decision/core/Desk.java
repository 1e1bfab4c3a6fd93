package io.throughline.orchestration.decision.core;

import java.util.Collection;
import java.util.List;

/** Where pages of changes are brought to be decided on: in memory, or through PostgreSQL. */
public interface Desk {

    /** Has a page decided on that was read at {@code moment}. */
    void tell(List<Change> page, long moment);

    /** Has what is held released, all that was recorded before {@code oldestUnread} having been read. */
    void release(long oldestUnread);

    /** Has all actions that may be offered sent and carried out, a long time having passed. */
    void deliverAll();

    Collection<Decision> decisions();

    Collection<KnownAction> actions();
}
