package io.throughline.standalone.mapping;

import static io.throughline.standalone.mapping.ShopMapping.SIMPLE;
import static io.throughline.standalone.mapping.ShopMapping.map;
import static io.throughline.standalone.mapping.ShopMapping.only;
import static io.throughline.standalone.mapping.ShopMapping.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of mistakes in a mapping, before any line is taken. */
class MappingMistakesTest {

    @Test
    void a_setting_that_does_nothing_is_told_by_its_line() {
        assertThatThrownBy(() -> parse("""
                        mapping: idle
                        occurred_at: {column: time, separator: " "}
                        identifiers: {crm: {column: who, separator: ""}}
                        channel:
                          constant: web
                          values: {web: shop}
                          others: phone
                          default: none
                          separator: /
                        touchpoint: {columns: [group, what], separator: /, values: {a: b}, others: c, default: d}
                        """))
                .isInstanceOfSatisfying(MappingProblems.class, problems -> assertThat(problems.getMessage().lines())
                        .containsExactlyInAnyOrder(
                                "shop.mapping.yaml:2: occurred_at.separator does nothing here;"
                                        + " it stands between several `columns`",
                                "shop.mapping.yaml:3: identifiers.crm.separator does nothing here;"
                                        + " it stands between several `columns`",
                                "shop.mapping.yaml:6: channel.values does nothing here;"
                                        + " it goes with `column` or `columns`",
                                "shop.mapping.yaml:7: channel.others does nothing here;"
                                        + " it goes with `column` or `columns`",
                                "shop.mapping.yaml:8: channel.default does nothing here;"
                                        + " it goes with `column` or `columns`",
                                "shop.mapping.yaml:9: channel.separator does nothing here;"
                                        + " it stands between several `columns`"));
    }

    @Test
    void a_key_that_the_log_does_not_know_is_told_with_the_one_that_was_meant() {
        assertThatThrownBy(() -> parse(SIMPLE + "log:\n  mising: [NA]\n  delimter: comma\n  foo: 1\n"))
                .isInstanceOf(MappingProblems.class)
                .hasMessageContaining("shop.mapping.yaml:7: log.mising is not known here; did you mean `missing`?")
                .hasMessageContaining("shop.mapping.yaml:8: log.delimter is not known here; did you mean `delimiter`?")
                .hasMessageContaining("shop.mapping.yaml:9: log.foo is not known here; known are charset, columns, comment,");
    }

    @Test
    void a_constant_that_is_empty_is_told() {
        assertThatThrownBy(() -> parse(SIMPLE.replace("{constant: web}", "{constant: \"\"}")))
                .isInstanceOf(MappingProblems.class)
                .hasMessage("shop.mapping.yaml:4: channel.constant is empty, which means that it is missing on every line;"
                        + " write the text");
    }

    @Test
    void mistakes_are_told_all_at_once_by_line_and_with_a_suggestion() {
        assertThatThrownBy(() -> parse("""
                        mapping: wrong
                        log: {quote: "''", charset: utf9}
                        ocurred_at: time
                        occurred_at:
                          column: time
                          format: DD/MM/YYYY HH:MM
                          zone: Europe/Rom
                        identifiers: {}
                        channel: {constant: web, column: via}
                        touchpoint: {colum: what}
                        attributes:
                          size: {column: size, type: numeric}
                        revenue: {amount: price, currency: Euro}
                        other_columns: all
                        journeys: [nowhere.yaml]
                        """))
                .isInstanceOfSatisfying(MappingProblems.class, problems -> assertThat(problems.getMessage().lines())
                        .containsExactlyInAnyOrder(
                                "shop.mapping.yaml:2: log.quote is not one character; write one, in quotes, or none",
                                "shop.mapping.yaml:2: log.charset is no charset that is known here; write it like UTF-8,"
                                        + " ISO-8859-1, windows-1252 or UTF-16",
                                "shop.mapping.yaml:3: ocurred_at is not known here; did you mean `occurred_at`? known are"
                                        + " attributes, channel, cost, customer_attributes, feedback, id, identifiers, journeys,"
                                        + " log, mapping, occurred_at, only_when, other_columns, revenue, skip_when, source,"
                                        + " source_sequence, title, touchpoint",
                                "shop.mapping.yaml:6: occurred_at.format has the year of a week, YYYY; yyyy is the year",
                                "shop.mapping.yaml:7: occurred_at.zone is no time zone; did you mean `Europe/Rome`?",
                                "shop.mapping.yaml:8: identifiers names no identifier; write at least one"
                                        + " `namespace: column`, such as `crm: customer_id`",
                                "shop.mapping.yaml:9: channel says more than once where it comes from; give one of"
                                        + " `column`, `columns` and `constant`",
                                "shop.mapping.yaml:10: touchpoint does not say where it comes from; give one of `column`,"
                                        + " `columns` and `constant`",
                                "shop.mapping.yaml:10: touchpoint.colum is not known here; did you mean `column`? known"
                                        + " are column, columns, constant, default, others, separator, values",
                                "shop.mapping.yaml:12: attributes.size.type is the text `numeric` and should be one of"
                                        + " text, number, bool; did you mean `number`?",
                                "shop.mapping.yaml:13: revenue.currency is no currency code of ISO 4217; write one such as"
                                        + " EUR, or {column: …}",
                                "shop.mapping.yaml:14: other_columns is the text `all` and should be one of drop, keep",
                                "shop.mapping.yaml:15: journeys[0] there is no file `nowhere.yaml`; write its path as"
                                        + " seen from the mapping's folder"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'%d/%m/%Y %H:%M' | is written with %; did you mean `dd/MM/yyyy HH:mm`?",
        "dd/MM/yyyy HH:MM | has hours and no minutes; mm are minutes, MM is the month",
        "DD/MM/yyyy       | has the day of the year, D; dd is the day of the month",
        "dd/mm/yyyy       | has minutes and no month; MM is the month, mm are minutes",
        "dd/MM/yyyy hh:mm | has hours from 1 to 12 and does not say which half of the day; HH are hours from 0 to 23, or add a for AM and PM",
        "MM/yyyy          | does not tell day, month and year; write it like dd/MM/yyyy HH:mm:ss",
        "dd/MM/yyyy {     | is no date pattern; write it like dd/MM/yyyy HH:mm:ss",
        "epoch_second     | is no format; did you mean `epoch_seconds`?",
        "ISO              | is no format; did you mean `iso`?"
    })
    void a_time_pattern_that_reads_no_time_is_told(String pattern, String problem) {
        var mapping = SIMPLE.replace("occurred_at: time", "occurred_at: {column: time, format: \"" + pattern + "\"}");
        assertThatThrownBy(() -> parse(mapping))
                .hasMessage("shop.mapping.yaml:2: occurred_at.format " + problem);
    }

    @Test
    void columns_that_the_log_does_not_have_are_told_with_those_that_it_has() {
        assertThatThrownBy(() -> map(SIMPLE + "skip_when: {state: x}\nid: web\n", "time,who,waht", "2012-01-01,c1,order"))
                .hasRootCauseInstanceOf(MappingProblems.class)
                .hasRootCauseMessage("""
                        shop.mapping.yaml:5: touchpoint reads "what", and the log has no such column; did you mean `waht`?
                        shop.mapping.yaml:6: skip_when.state reads "state", and the log has no such column
                        shop.mapping.yaml:7: id reads "web", and the log has no such column
                        the log's columns are: "time", "who", "waht\"""");
    }

    @Test
    void whoever_may_mean_the_text_itself_is_told_how_to_write_that() {
        assertThatThrownBy(() -> map(SIMPLE.replace("channel: {constant: web}", "channel: web"), "time,who,what", "2012-01-01,c1,order"))
                .hasRootCauseInstanceOf(MappingProblems.class)
                .hasMessageContaining("channel reads \"web\", and the log has no such column; write `{constant: web}`");
    }

    @Test
    void a_name_that_several_columns_share_is_not_guessed_at() {
        assertThatThrownBy(() -> map(SIMPLE, "time,who,what,what", "2012-01-01,c1,order,x"))
                .hasRootCauseInstanceOf(MappingProblems.class)
                .hasMessageContaining("touchpoint reads \"what\", and the log has several such columns: name them by their numbers");
    }

    @Test
    void a_column_that_is_kept_never_overwrites_an_attribute_of_its_name() {
        var mapping = SIMPLE + """
                attributes:
                  size: {column: length, type: number}
                  colour: colour
                other_columns: keep
                """;
        assertThatThrownBy(() -> map(mapping, "time,who,what,size,length,colour", "2012-01-01,c1,order,XL,7,red"))
                .hasRootCauseInstanceOf(MappingProblems.class)
                .hasMessageContaining("shop.mapping.yaml:7: attributes.size does not read the column \"size\", which other_columns"
                        + " keeps under that name: call the attribute otherwise, or keep the column under another name with"
                        + " `size_2: size`\n");
        var renamed = only(mapping.replace("size:", "size_2: size\n  size:"), "time,who,what,size,length,colour",
                "2012-01-01,c1,order,XL,7,red");
        assertThat(renamed.getAttributes().getFieldsMap()).containsOnlyKeys("size", "size_2", "colour");
        assertThat(renamed.getAttributes().getFieldsOrThrow("size").getNumberValue()).isEqualTo(7);
    }

    @Test
    void columns_that_are_kept_and_share_a_name_are_told_by_their_numbers() {
        assertThatThrownBy(() -> map(SIMPLE + "other_columns: keep\n", "time,who,what,note,note", "2012-01-01,c1,order,a,b"))
                .hasRootCauseInstanceOf(MappingProblems.class)
                .hasMessageContaining("shop.mapping.yaml:6: other_columns keeps \"note\", and the log has several such columns:"
                        + " name them by their numbers, `attributes: {note: 4, note_2: 5}`");
    }
}
