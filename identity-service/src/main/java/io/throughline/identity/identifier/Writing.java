package io.throughline.identity.identifier;

import java.util.Optional;

/** How the values of a namespace are written: what means the same becomes equal. */
public sealed interface Writing {

    /** @param foldsCase whether values that differ in case alone are the same */
    record Text(boolean foldsCase) implements Writing {

        @Override
        public Optional<String> normalised(String value) {
            return Optional.of(Normalisation.of(value, foldsCase));
        }

        @Override
        public String toString() {
            return "folds-case=" + foldsCase;
        }
    }

    /** @param region where numbers without a country's code belong (ISO 3166, two letters); without one they are not understood */
    record Phone(Optional<String> region) implements Writing {

        @Override
        public Optional<String> normalised(String value) {
            return PhoneNumbers.e164(Normalisation.of(value, false), region);
        }

        @Override
        public String toString() {
            return "format=phone" + region.map(code -> ", region=" + code).orElse("");
        }
    }

    /** The one way to write {@code value}; empty when it is no value of this kind. */
    Optional<String> normalised(String value);
}
