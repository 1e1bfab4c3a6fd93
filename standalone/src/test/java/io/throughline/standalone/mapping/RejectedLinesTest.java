package io.throughline.standalone.mapping;

import static io.throughline.standalone.mapping.ShopMapping.SIMPLE;
import static io.throughline.standalone.mapping.ShopMapping.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.standalone.mapping.MappedLine.Mapped;
import io.throughline.standalone.mapping.MappedLine.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of lines of which a mapping can make no interaction. */
class RejectedLinesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "x,c1,order,1,EUR,1,9,1,yes          | occurred_at: is not a time in the mapping's format",
        ",c1,order,1,EUR,1,9,1,yes           | occurred_at: is missing",
        "2012-01-01,,order,1,EUR,1,9,1,yes   | identifiers: none has a value",
        "2012-01-01,c1,,1,EUR,1,9,1,yes      | touchpoint: is missing",
        "2012-01-01,c1,order,one,EUR,1,9,1,yes  | revenue.amount: is not a number",
        "2012-01-01,c1,order,1,Euro,1,9,1,yes   | revenue.currency: is not a code of three letters",
        "2012-01-01,c1,order,1,,1,9,1,yes       | revenue.currency: is missing",
        "2012-01-01,c1,order,1e30,EUR,1,9,1,yes | revenue.amount: is too large",
        "2012-01-01,c1,order,1,EUR,-1,9,1,yes   | source_sequence: is below 0",
        "2012-01-01,c1,order,1,EUR,1.5,9,1,yes  | source_sequence: is not a whole number",
        "2012-01-01,c1,order,1,EUR,1,8.5,1,yes  | feedback.nps: is not a whole number",
        "2012-01-01,c1,order,1,EUR,1,9,one,yes  | attributes.size: is not a number",
        "2012-01-01,c1,order,1,EUR,1,9,1,maybe  | attributes.paid: is neither true nor false",
        "2012-01-01,c1,order,1,EUR,1,9,1,yes,old | customer_attributes.age: is not a number"
    })
    void a_bad_line_is_rejected_by_its_number_and_a_reason_that_quotes_nothing(String line, String reason) {
        var mapping = SIMPLE + """
                revenue: {amount: amount, currency: {column: money}}
                source_sequence: number
                feedback: {nps: nps}
                attributes: {size: {column: size, type: number}, paid: {column: paid, type: bool}}
                customer_attributes: {age: {column: age, type: number}}
                log: {short_lines: fill}
                """;
        assertThat(map(mapping, "time,who,what,amount,money,number,nps,size,paid,age", line, "2012-01-01,c1,fine,,,1,,,"))
                .satisfiesExactly(
                        bad -> assertThat(bad).isInstanceOfSatisfying(Rejected.class, rejected -> {
                            assertThat(rejected.number()).isEqualTo(2);
                            assertThat(rejected.reason()).isEqualTo(reason);
                        }),
                        good -> assertThat(good).isInstanceOf(Mapped.class));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tomorrow,1,1,yes,9   | tomorrow |",
        "2012-01-01,'1,50',1,yes,9 | 1,50 | write `log: {decimal: \",\"}`",
        "2012-01-01,1,maybe,yes,9 | maybe |",
        "2012-01-01,1,1,maybe,9 | maybe |",
        "2012-01-01,1,1,yes,'9,0' | 9,0 | write `log: {decimal: \",\"}`",
        "2012-01-01,1,1,yes,'9,5' | 9,5 |"
    })
    void what_cannot_be_read_is_kept_beside_the_reason_with_what_may_help(String line, String value, String hint) {
        var mapping = SIMPLE.replace("crm: who", "crm: {constant: c1}").replace("touchpoint: what", "touchpoint: {constant: t}")
                + """
                log: {quote: "'"}
                revenue: {amount: amount, currency: EUR}
                feedback: {nps: nps}
                attributes: {size: {column: size, type: number}, paid: {column: paid, type: bool}}
                """;
        assertThat(map(mapping, "time,amount,size,paid,nps", line)).singleElement().isInstanceOfSatisfying(
                Rejected.class, rejected -> {
                    assertThat(rejected.value()).isEqualTo(value);
                    assertThat(rejected.hint()).isEqualTo(hint == null ? "" : hint);
                });
    }

    @Test
    void a_line_in_one_piece_is_rejected_with_the_delimiter_that_would_cut_it() {
        var mapping = SIMPLE.replace("time", "1").replace("who", "{constant: c1}").replace("what", "{constant: visit}")
                + "log: {header: false}\n";
        assertThat(map(mapping, "visits", "2012-01-01;c1;order"))
                .extracting(line -> ((Rejected) line).hint())
                .containsExactly("", "write `log: {delimiter: semicolon}`");
        assertThat(map(mapping.replace("false", "false, columns: [1, b]"), "visits", "2012-01-01;c1;order", "x,y"))
                .extracting(line -> ((Rejected) line).hint())
                .containsExactly("", "write `log: {delimiter: semicolon}`", "");
    }

    @Test
    void a_time_that_another_letter_would_read_is_rejected_with_the_letter() {
        var mapping = SIMPLE.replace("occurred_at: time", "occurred_at: {column: time, format: dd.MM.yyyy}");
        assertThat(map(mapping, "time,who,what", "9.10.2012,c1,order"))
                .containsExactly(new Rejected(
                        2,
                        "occurred_at: is not a time in the mapping's format",
                        "9.10.2012",
                        "the format `d.M.yyyy` would read it"));
    }
}
