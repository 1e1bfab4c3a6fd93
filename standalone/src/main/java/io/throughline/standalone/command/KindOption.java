package io.throughline.standalone.command;

import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.LifecycleStage;
import io.throughline.journey.v1.SignalKind;
import io.throughline.standalone.report.KindWords;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a kind of the contracts that an option takes. */
abstract class KindOption<E extends Enum<E>> implements ITypeConverter<E> {

    private final Class<E> kinds;

    private KindOption(Class<E> kinds) {
        this.kinds = kinds;
    }

    static final class State extends KindOption<JourneyState> {
        State() {
            super(JourneyState.class);
        }
    }

    static final class Signal extends KindOption<SignalKind> {
        Signal() {
            super(SignalKind.class);
        }
    }

    static final class Lifecycle extends KindOption<LifecycleStage> {
        Lifecycle() {
            super(LifecycleStage.class);
        }
    }

    @Override
    public E convert(String word) {
        return KindWords.read(kinds, word)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + word + "' is none of " + String.join(", ", KindWords.all(kinds))));
    }
}
