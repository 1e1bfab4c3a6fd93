package io.throughline.standalone.option;

import io.throughline.standalone.mapping.TimeFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time on the command line; UTC where it names no offset. */
public final class TimeOption implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
        return TimeFormat.ISO
                .parse(text, ZoneOffset.UTC)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is no time; write it like 2012-10-09T14:50:17Z or 2012-10-09"));
    }
}
