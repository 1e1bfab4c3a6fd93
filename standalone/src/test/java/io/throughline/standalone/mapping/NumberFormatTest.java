package io.throughline.standalone.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

class NumberFormatTest {

    @ParameterizedTest
    @CsvSource({"12,12", "-0.30,-0.30", "' 7 ',7", "1e3,1000", "35.0,35.0"})
    void plain_numbers_are_exact(String text, BigDecimal expected) {
        assertThat(NumberFormat.PLAIN.parse(text).orElseThrow()).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "NA", "1,5", "1.000.0", "1e999999999", "0x10", "twelve"})
    void what_is_no_number_is_none(String text) {
        assertThat(NumberFormat.PLAIN.parse(text)).isEmpty();
    }

    @Test
    void a_comma_may_stand_before_the_decimals_and_a_point_between_groups() {
        var german = new NumberFormat(',', Optional.of('.'));
        assertThat(german.parse("-1.234.567,89")).contains(new BigDecimal("-1234567.89"));
        assertThat(german.parse("4.0")).isEmpty();
        assertThat(german.parse("4,0")).contains(new BigDecimal("4.0"));
        assertThat(new NumberFormat(',', Optional.empty()).parse("1.5")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "1,5;     write `log: {decimal: \",\"}`",
        "1.234,5; write `log: {decimal: \",\", thousands: \".\"}`",
        "1,234.5; write `log: {decimal: \".\", thousands: \",\"}`",
        "1,234;   'write `log: {decimal: \",\"}`, or `log: {decimal: \".\", thousands: \",\"}` if that is what it means'",
        "1.5;     ''",
        "twelve;  ''"
    })
    void a_number_of_another_format_is_told_by_what_to_write(String text, String remedy) {
        assertThat(NumberFormat.PLAIN.remedy(text)).isEqualTo(remedy);
    }

    @Test
    void a_point_where_a_comma_is_meant_is_told_too() {
        assertThat(new NumberFormat(',', Optional.empty()).remedy("1.5")).isEqualTo("write `log: {decimal: \".\"}`");
    }
}
