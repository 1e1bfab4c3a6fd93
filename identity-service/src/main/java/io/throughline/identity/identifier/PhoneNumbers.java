package io.throughline.identity.identifier;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import java.util.Optional;

/** Telephone numbers as ITU-T E.164 writes them, {@code +493012345}; an extension follows as in RFC 3966, {@code ;ext=7}. */
public final class PhoneNumbers {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private static final String NO_REGION = "ZZ";

    private PhoneNumbers() {}

    /** Whether numbers can be read as they are dialled in {@code region}. */
    public static boolean isRegion(String region) {
        return NUMBERS.getSupportedRegions().contains(region);
    }

    /**
     * Empty when {@code value} is no number, too short or too long for one, reaches somebody only within a town, or is without a
     * country's code where none is known.
     */
    static Optional<String> e164(String value, Optional<String> region) {
        try {
            var number = NUMBERS.parse(value, region.orElse(NO_REGION));
            return NUMBERS.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                    ? Optional.of(NUMBERS.format(number, PhoneNumberFormat.E164)
                            + (number.hasExtension() ? ";ext=" + number.getExtension() : ""))
                    : Optional.empty();
        } catch (NumberParseException none) {
            return Optional.empty();
        }
    }
}
