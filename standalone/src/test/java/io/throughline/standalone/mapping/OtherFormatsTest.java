package io.throughline.standalone.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherFormatsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "dd.MM.yyyy           | 9.10.2012            | d.M.yyyy",
        "dd.MM.yyyy           | 09.10.12             | d.M.yy",
        "dd.MM.yyyy HH:mm     | 09.10.2012 2:50      | d.M.yyyy H:mm",
        "dd.MM.yyyy hh:mm a   | 09.10.2012 2:50 PM   | d.M.yyyy h:mm a",
        "dd.MM.yyyy hh:mm a   | 09.10.2012 14:50     | d.M.yyyy H:mm",
        "dd.MM.yyyy HH:mm:ss  | 09.10.2012 2:50:07 PM | d.M.yyyy h:mm:ss a",
        "dd/MM/yyyy           | 10/31/2012           | M/d/yyyy",
        "d MMM yyyy           | 9 September 2012     | d MMMM yyyy",
        "d MMMM yyyy HH:mm    | 9 Sep 2012 2:50 PM   | d MMM yyyy h:mm a",
        "d 'dd' MMM yyyy      | 9 dd September 2012  | d 'dd' MMMM yyyy",
        "dd/MM/yyyy           | 2012-10-09           | iso",
        "dd/MM/yyyy           | 1349794217           | epoch_seconds",
        "dd/MM/yyyy           | 1349794217000        | epoch_millis",
        "dd/MM/yyyy           | 1349794217000000     | epoch_micros"
    })
    void one_that_reads_the_time_is_proposed(String pattern, String text, String other) {
        var others = new OtherFormats(source(TimeFormat.ofPattern(pattern, Locale.ENGLISH)));
        assertThat(others.hint(text)).isEqualTo("the format `" + other + "` would read it");
    }

    @Test
    void none_is_proposed_that_only_might_do() {
        assertThat(new OtherFormats(source(TimeFormat.ISO)).hint("7")).isEmpty();
        assertThat(new OtherFormats(source(TimeFormat.ISO)).hint("tomorrow")).isEmpty();
        assertThat(new OtherFormats(source(TimeFormat.ofPattern("yyyyMMdd", Locale.ENGLISH))).hint("201291")).isEmpty();
    }

    @Test
    void what_the_mapping_names_is_not_proposed() {
        assertThat(new OtherFormats(source(TimeFormat.ISO, new TimeFormat.Epoch(0))).hint("1349794217")).isEmpty();
    }

    private static TimeSource source(TimeFormat... formats) {
        return new TimeSource(new TextSource.Constant(""), List.of(formats), ZoneOffset.UTC);
    }
}
