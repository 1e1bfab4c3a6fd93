package io.throughline.standalone.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number that an option takes: what is too small is a mistake of the command line, told before anything starts. */
public abstract class WholeNumber implements ITypeConverter<Integer> {

    private final int least;

    private WholeNumber(int least) {
        this.least = least;
    }

    /** 1 or more. */
    public static final class Positive extends WholeNumber {
        public Positive() {
            super(1);
        }
    }

    /** 0 or more. */
    public static final class NotNegative extends WholeNumber {
        public NotNegative() {
            super(0);
        }
    }

    @Override
    public Integer convert(String written) {
        try {
            int number = Integer.parseInt(written);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Told below, in the same words.
        }
        throw new TypeConversionException("'%s' is not a whole number of %d or more".formatted(written, least));
    }
}
