package io.throughline.orchestration.action;

import io.throughline.kit.error.ErrorMapper;
import io.throughline.kit.error.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * What became of acknowledgements.
 *
 * @param kept the actions whose acknowledgements are durable
 * @param failures one for each of the others
 */
record Settled(Set<UUID> kept, List<RuntimeException> failures) {

    /**
     * Of having {@code said} kept.
     *
     * @param keep keeps all or none of what it is given, and returns the actions that are known
     */
    static Settled of(List<Acknowledgement> said, Function<List<Acknowledgement>, Set<UUID>> keep) {
        var settled = new Settled(new HashSet<>(), new ArrayList<>());
        try {
            settled.add(said, keep.apply(said));
        } catch (RuntimeException failure) {
            if (said.size() == 1 || isOfAll(failure)) {
                throw failure;
            }
            said.forEach(one -> settled.alone(one, keep));
        }
        return settled;
    }

    /** Whether each by itself would fail as well, and only take longer. A conflict is of those that came together. */
    private static boolean isOfAll(RuntimeException failure) {
        return ErrorMapper.isUnreachable(failure) && !ErrorMapper.isConflict(failure);
    }

    private void alone(Acknowledgement said, Function<List<Acknowledgement>, Set<UUID>> keep) {
        try {
            add(List.of(said), keep.apply(List.of(said)));
        } catch (RuntimeException failure) {
            failures.add(failure);
        }
    }

    private void add(List<Acknowledgement> said, Set<UUID> known) {
        kept.addAll(known);
        said.stream()
                .map(Acknowledgement::action)
                .filter(action -> !known.contains(action))
                .map(action -> Refusal.notFound(
                        "action", action.toString(), "no action of this id was offered to the channel"))
                .forEach(failures::add);
    }
}
