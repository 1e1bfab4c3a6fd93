package io.throughline.kit.condition;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A condition was not compiled, for reasons that can be told to whoever wrote it. */
public final class ConditionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<ConditionMistake> mistakes;

    ConditionException(List<ConditionMistake> mistakes) {
        super(mistakes.stream().map(ConditionMistake::message).collect(joining("; ")), null, false, false);
        this.mistakes = List.copyOf(mistakes);
    }

    /** In the order of the expression; at least one. */
    public List<ConditionMistake> mistakes() {
        return mistakes;
    }
}
