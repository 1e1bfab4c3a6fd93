package io.throughline.standalone.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {

    private static final ZoneId ROME = ZoneId.of("Europe/Rome");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2012-10-09T14:50:17+00:00        | 2012-10-09T14:50:17Z",
        "2011-10-11 13:45:40.276000+02:00 | 2011-10-11T11:45:40.276Z",
        "2011-10-11 13:45:40.2+0200       | 2011-10-11T11:45:40.2Z",
        "2011-10-11 13:45:40 +02:00       | 2011-10-11T11:45:40Z",
        "2011-10-11T13:45:40,123456789Z   | 2011-10-11T13:45:40.123456789Z",
        "2011-10-11T13:45:40.12345678901Z | 2011-10-11T13:45:40.123456789Z",
        "2011-10-11 13:45:40,999999999999 | 2011-10-11T11:45:40.999999999Z",
        "2011-10-11 UTC                   | 2011-10-11T00:00:00Z",
        "2011-10-11 +02:00                | 2011-10-10T22:00:00Z",
        "2011-10-11t13:45z                | 2011-10-11T13:45:00Z",
        "2011-10-11 13:45:40 UTC          | 2011-10-11T13:45:40Z",
        "2011-10-11T13:45:40+02           | 2011-10-11T11:45:40Z",
        "2011-07-01T12:00:00[Europe/Rome] | 2011-07-01T10:00:00Z",
        "2011-07-01T12:00:00              | 2011-07-01T10:00:00Z",
        "2011-01-01 12:00                 | 2011-01-01T11:00:00Z",
        "2011-01-01                       | 2010-12-31T23:00:00Z"
    })
    void iso_reads(String text, Instant expected) {
        assertThat(TimeFormat.ISO.parse(text, ROME)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2011-13-01", "2011-02-30", "01/02/2011", "2011-10-11T25:00", "2011-10-11Tx",
        "2012-10-09.5", "2012-10-09,5", "2012-10-0914:50", "2012-10-09T14:50.5", "2012-10-09T14:50,5",
        "2012-10-09T 14:50", "2012-10-09 T14:50", "2012-10-09  14:50", "2012-10-09T14:50 14:50",
        "2012-10-09T14:50:17.5,5", "2012-10-09T14:50:17.", "2012-10-09T14:50:17.5 .5"})
    void iso_does_not_read(String text) {
        assertThat(TimeFormat.ISO.parse(text, ROME)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "dd/MM/yyyy HH:mm          | 31/12/2012 23:05         | 2012-12-31T22:05:00Z",
        "d.M.yyyy H:mm             | 1.2.2012 3:05            | 2012-02-01T02:05:00Z",
        "yyyy-MM-dd HH             | 2012-02-01 15            | 2012-02-01T14:00:00Z",
        "M/d/yy h a                | 7/4/12 2 pm              | 2012-07-04T12:00:00Z",
        "M/d/yy h:mm a             | 7/4/12 2:30 pm           | 2012-07-04T12:30:00Z",
        "dd-MMM-yyyy HH:mm:ss      | 05-jan-2012 00:00:01     | 2012-01-04T23:00:01Z",
        "yyyy/MM/dd HH:mm:ss.SSS   | 2012/01/05 10:00:00.5    | 2012-01-05T09:00:00.5Z",
        "yyyy/MM/dd HH:mm:ss.SSS   | 2012/01/05 10:00:00      | 2012-01-05T09:00:00Z",
        "yyyy/MM/dd HH:mm:ss.S     | 2012/01/05 10:00:00.12345678987 | 2012-01-05T09:00:00.123456789Z",
        "dd.MM.yyyyHHmmss.S        | 31.12.2012235959  | 2012-12-31T22:59:59Z",
        "yyyy/MM/dd HH:mm:ss,SSSSS | 2012/01/05 10:00:00,1234 | 2012-01-05T09:00:00.1234Z",
        "dd/MM/yyyy HH:mm xxx      | 05/01/2012 10:00 -03:00  | 2012-01-05T13:00:00Z",
        "yyyyMMdd                  | 20120105                 | 2012-01-04T23:00:00Z"
    })
    void a_pattern_reads(String pattern, String text, Instant expected) {
        assertThat(TimeFormat.ofPattern(pattern, Locale.ENGLISH).parse(text, ROME)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "en    | d MMM yyyy      | 9 Jan 2012        | 2012-01-09",
        "en    | d MMM yyyy      | 9 jan. 2012       | 2012-01-09",
        "en    | d MMM yyyy      | 9 Sep 2012        | 2012-09-09",
        "en-GB | d MMM yyyy      | 9 Sept 2012       | 2012-09-09",
        "de    | d. MMM yyyy     | 9. Okt. 2012      | 2012-10-09",
        "de    | d. MMM yyyy     | 9. Okt 2012       | 2012-10-09",
        "de    | d. MMM yyyy     | 9. März 2012      | 2012-03-09",
        "de    | dd.MMM.yyyy     | 09.Okt.2012       | 2012-10-09",
        "de    | EEE, d. MMM yyyy | Di, 9. Okt 2012  | 2012-10-09",
        "de    | EEE d. MMM yyyy | Di. 9. Okt. 2012  | 2012-10-09",
        "fr    | d MMM yyyy      | 9 janv. 2012      | 2012-01-09",
        "fr    | d MMM yyyy      | 9 janv 2012       | 2012-01-09",
        "pt-BR | d MMM yyyy      | 9 set. 2012       | 2012-09-09",
        "pt-BR | d 'de' MMM 'de' yyyy | 9 de set de 2012 | 2012-09-09",
        "fr    | d MMMM yyyy     | 9 janvier 2012    | 2012-01-09"
    })
    void a_name_is_read_in_its_language_with_or_without_a_dot(String locale, String pattern, String text, LocalDate expected) {
        assertThat(TimeFormat.ofPattern(pattern, Locale.forLanguageTag(locale)).parse(text, ZoneOffset.UTC))
                .contains(expected.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "en | dd.MM.yyyy      | 9.10.2012",
        "en | dd.MM.yyyy      | 09.1.2012",
        "en | dd.MM.yyyy      | 09.10.12",
        "en | dd.MM.yy        | 09.10.2012",
        "en | dd.MM.yyyy HH:mm | 09.10.2012 2:50",
        "en | dd.MM.yyyy H:mm | 09.10.2012 2:5",
        "en | dd.MM.yyyy hh:mm a | 09.10.2012 2:50 PM",
        "en | d MMM yyyy      | 9 Sept 2012",
        "en | d MMM yyyy      | 9 September 2012",
        "en | d MMMM yyyy     | 9 Sep 2012",
        "de | d. MMM yyyy     | 9. Oct 2012",
        "en | d.M.yyyy xxx    | 9.10.2012 Z",
        "en | d.M.yyyy xx     | 9.10.2012 +02:00",
        "en | EEE d.M.yyyy    | Mon 9.10.2012"
    })
    void a_letter_reads_what_is_said_of_it_and_no_more(String locale, String pattern, String text) {
        assertThat(TimeFormat.ofPattern(pattern, Locale.forLanguageTag(locale)).parse(text, ZoneOffset.UTC)).isEmpty();
    }

    @Test
    void month_names_are_in_the_locale() {
        assertThat(TimeFormat.ofPattern("d. MMMM yyyy", Locale.GERMAN).parse("3. März 2012", ROME))
                .contains(Instant.parse("2012-03-02T23:00:00Z"));
    }

    @Test
    void a_date_that_does_not_fit_the_pattern_is_none() {
        var format = TimeFormat.ofPattern("dd/MM/yyyy", Locale.ENGLISH);
        assertThat(format.parse("2012-01-05", ROME)).isEmpty();
        assertThat(format.parse("05/13/2012", ROME)).isEmpty();
    }

    @Test
    void epochs_are_read_in_their_unit() {
        var expected = Instant.parse("2012-01-05T10:00:00.5Z");
        assertThat(new TimeFormat.Epoch(0).parse("1325757600.5", ROME)).contains(expected);
        assertThat(new TimeFormat.Epoch(3).parse("1325757600500", ROME)).contains(expected);
        assertThat(new TimeFormat.Epoch(0).parse("-1", ROME)).contains(Instant.EPOCH.minusSeconds(1));
        assertThat(new TimeFormat.Epoch(0).parse("1e63", ROME)).isEmpty();
    }
}
