package io.throughline.identity.attribute;

import java.text.Normalizer;

/** What an attribute may be. Equal values are written equally, and what was written is read back as what it was. */
public sealed interface AttributeValue {

    /** In Unicode NFC. */
    record Text(String text) implements AttributeValue {

        public Text {
            text = Normalizer.normalize(text, Normalizer.Form.NFC);
        }

        @Override
        public String written() {
            return QUOTE + text + QUOTE;
        }

        /** Without the text, which may be personal. */
        @Override
        public String toString() {
            return "a text";
        }
    }

    /** @param number finite; zero has no sign */
    record Number(double number) implements AttributeValue {

        public Number {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("not a finite number");
            }
            number = number == 0 ? 0 : number;
        }

        @Override
        public String written() {
            return Double.toString(number);
        }

        /** Without the number, which may be personal. */
        @Override
        public String toString() {
            return "a number";
        }
    }

    record Truth(boolean truth) implements AttributeValue {

        @Override
        public String written() {
            return Boolean.toString(truth);
        }

        /** Without the value, which may be personal. */
        @Override
        public String toString() {
            return "a truth value";
        }
    }

    String QUOTE = "\"";

    /** As it is stored: a text in quotation marks and otherwise as it is, a number or a truth value as Java writes it. */
    String written();

    /** What was {@link #written}. */
    static AttributeValue read(String written) {
        if (written.startsWith(QUOTE)) {
            return new Text(written.substring(1, written.length() - 1));
        }
        return switch (written) {
            case "true" -> new Truth(true);
            case "false" -> new Truth(false);
            default -> new Number(Double.parseDouble(written));
        };
    }
}
