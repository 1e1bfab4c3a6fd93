package io.throughline.standalone.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.type.Money;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.v1.Interaction;
import io.throughline.standalone.mapping.MappedLine.Mapped;
import io.throughline.standalone.mapping.MappedLine.Rejected;
import io.throughline.standalone.mapping.MappedLine.Skipped;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {

    private static final String SIMPLE = """
            mapping: shop
            occurred_at: time
            identifiers: {crm: who}
            channel: {constant: web}
            touchpoint: what
            """;

    @Test
    void the_least_that_a_mapping_says_makes_an_interaction_of_a_line() {
        var interaction = only(SIMPLE, "time,who,what", "2012-10-09T14:50:17+02:00,c1,order");
        assertThat(interaction.getSource()).isEqualTo("shop");
        assertThat(interaction.getId()).isEqualTo("2");
        assertThat(interaction.getSourceSequence()).isEqualTo(2);
        assertThat(occurredAt(interaction)).isEqualTo(Instant.parse("2012-10-09T12:50:17Z"));
        assertThat(interaction.getIdentifiersList()).containsExactly(identifier("crm", "c1"));
        assertThat(interaction.getChannel()).isEqualTo("web");
        assertThat(interaction.getTouchpoint()).isEqualTo("order");
        assertThat(interaction.hasAttributes() || interaction.hasRevenue() || interaction.hasCost() || interaction.hasFeedback())
                .isFalse();
    }

    @Test
    void every_part_of_an_interaction_can_be_mapped() {
        var interaction = only("""
                mapping: everything
                log:
                  delimiter: semicolon
                  decimal: ","
                  thousands: "."
                  missing: [n/a]
                source: {column: system, default: unknown}
                id: {columns: [order, position], separator: /}
                occurred_at: {columns: [day, clock], format: [iso, "dd.MM.yyyy HH:mm"], zone: Europe/Rome}
                source_sequence: number
                identifiers:
                  email: mail
                  phone: [mobile, landline]
                channel: {column: via, values: {W: web, T: phone}, others: other, default: none}
                touchpoint: {columns: [group, kind], separator: .}
                attributes:
                  amount: {column: amount, type: number}
                  paid: {column: paid, type: bool}
                  case: order
                other_columns: keep
                revenue: {product: [amount, pieces], currency: EUR, sign: negative}
                cost: {amount: cost, times: 0.01, currency: {column: money}}
                feedback: {nps: nps, csat: csat, ces: ces, comment: said}
                """,
                "system;order;position;day;clock;number;mail;mobile;landline;via;group;kind;amount;paid;pieces;cost;money;nps;csat;ces;said;colour;size",
                "n/a;A;7;01.07.2012;09:30;42;a@b.org;;123;W;order;sent;1.234,50;yes;2;150;usd;9;4,0;;fine;red;");
        assertThat(interaction.getSource()).isEqualTo("unknown");
        assertThat(interaction.getId()).isEqualTo("A/7");
        assertThat(occurredAt(interaction)).isEqualTo(Instant.parse("2012-07-01T07:30:00Z"));
        assertThat(interaction.getSourceSequence()).isEqualTo(42);
        assertThat(interaction.getIdentifiersList())
                .containsExactly(identifier("email", "a@b.org"), identifier("phone", "123"));
        assertThat(interaction.getChannel()).isEqualTo("web");
        assertThat(interaction.getTouchpoint()).isEqualTo("order.sent");
        var attributes = interaction.getAttributes().getFieldsMap();
        assertThat(attributes).containsOnlyKeys("amount", "paid", "case", "colour");
        assertThat(attributes.get("amount").getNumberValue()).isEqualTo(1234.5);
        assertThat(attributes.get("paid").getBoolValue()).isTrue();
        assertThat(attributes.get("colour").getStringValue()).isEqualTo("red");
        assertThat(interaction.getRevenue()).isEqualTo(money("EUR", -2469, 0));
        assertThat(interaction.getCost()).isEqualTo(money("USD", 1, 500_000_000));
        assertThat(interaction.getFeedback().getNps()).isEqualTo(9);
        assertThat(interaction.getFeedback().getCsat()).isEqualTo(4);
        assertThat(interaction.getFeedback().hasCes()).isFalse();
        assertThat(interaction.getFeedback().getComment()).isEqualTo("fine");
    }

    @Test
    void columns_can_go_by_their_numbers() {
        var mapping = """
                mapping: numbers
                log: {header: false, delimiter: tab}
                occurred_at: {column: 3, format: epoch_seconds}
                identifiers: {crm: 1}
                channel: {constant: web}
                touchpoint: 2
                """;
        assertThat(map(mapping, "c1\torder\t0"))
                .singleElement()
                .isInstanceOfSatisfying(Mapped.class, line -> {
                    assertThat(line.interaction().getTouchpoint()).isEqualTo("order");
                    assertThat(line.interaction().getId()).isEqualTo("1");
                });
    }

    @Test
    void blanks_around_a_columns_name_do_not_count_on_either_side() {
        var mapping = SIMPLE.replace("touchpoint: what", "touchpoint: ' what'").replace("crm: who", "crm: 'who '")
                + "skip_when: {' state ': test}\n";
        assertThat(only(mapping, "time, who,what ,state", "2012-01-01,c1,order,new").getTouchpoint()).isEqualTo("order");
        assertThat(only(SIMPLE.replace("what", "' 3 '"), "time,who,what", "2012-01-01,c1,order").getTouchpoint())
                .isEqualTo("order");
    }

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
    void a_value_that_a_table_does_not_list_stays_as_it_is() {
        var mapping = SIMPLE.replace("touchpoint: what", "touchpoint: {column: what, values: {o: order}}");
        assertThat(only(mapping, "time,who,what", "2012-01-01,c1,o").getTouchpoint()).isEqualTo("order");
        assertThat(only(mapping, "time,who,what", "2012-01-01,c1,x").getTouchpoint()).isEqualTo("x");
    }

    @Test
    void a_value_that_becomes_the_empty_text_is_missing() {
        var mapping = SIMPLE.replace("crm: who", "crm: {column: who, values: {anonymous: ''}}");
        assertThat(map(mapping, "time,who,what", "2012-01-01,anonymous,x"))
                .containsExactly(new Rejected(2, "identifiers: none has a value", "", ""));
    }

    @Test
    void the_text_NA_is_a_value_unless_the_mapping_calls_it_missing() {
        assertThat(only(SIMPLE, "time,who,what", "2012-01-01,c1,NA").getTouchpoint()).isEqualTo("NA");
        assertThat(map(SIMPLE + "log: {missing: [NA]}\n", "time,who,what", "2012-01-01,c1,NA"))
                .containsExactly(new Rejected(2, "touchpoint: is missing", "", ""));
    }

    @Test
    void lines_that_are_no_interactions_are_passed_over() {
        var mapping = SIMPLE + """
                only_when: {status: [complete, done]}
                skip_when: {what: test, who: [robot, ""]}
                """;
        assertThat(map(
                        mapping,
                        "time,who,what,status",
                        "2012-01-01,c1,order,complete",
                        "2012-01-01,c1,order,start",
                        "2012-01-01,c1,test,complete",
                        "2012-01-01,robot,order,done",
                        "2012-01-01,,order,done"))
                .extracting(line -> line instanceof Skipped)
                .containsExactly(false, true, true, true, true);
    }

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
        "2012-01-01,c1,order,1,EUR,1,9,1,maybe  | attributes.paid: is neither true nor false"
    })
    void a_bad_line_is_rejected_by_its_number_and_a_reason_that_quotes_nothing(String line, String reason) {
        var mapping = SIMPLE + """
                revenue: {amount: amount, currency: {column: money}}
                source_sequence: number
                feedback: {nps: nps}
                attributes: {size: {column: size, type: number}, paid: {column: paid, type: bool}}
                """;
        assertThat(map(mapping, "time,who,what,amount,money,number,nps,size,paid", line, "2012-01-01,c1,fine,,,1,,,"))
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
    void a_currency_may_be_written_in_small_letters_in_the_mapping_as_in_the_log() {
        assertThat(only(SIMPLE + "revenue: {amount: 4, currency: eur}\n", "time,who,what,paid", "2012-01-01,c1,x,2")
                        .getRevenue())
                .isEqualTo(money("EUR", 2, 0));
        assertThat(only(
                                SIMPLE + "revenue: {amount: 4, currency: {column: 5}}\n",
                                "time,who,what,paid,in",
                                "2012-01-01,c1,x,2,eur")
                        .getRevenue())
                .isEqualTo(money("EUR", 2, 0));
        assertThatThrownBy(() -> parse(SIMPLE + "revenue: {amount: 4, currency: cur}\n"))
                .hasMessageContaining("revenue.currency is no currency code");
        assertThatThrownBy(() -> parse(SIMPLE + "revenue: {amount: 4, currency: CHX}\n"))
                .hasMessageContaining("revenue.currency is no currency code of ISO 4217");
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
    void a_time_that_another_letter_would_read_is_rejected_with_the_letter() {
        var mapping = SIMPLE.replace("occurred_at: time", "occurred_at: {column: time, format: dd.MM.yyyy}");
        assertThat(map(mapping, "time,who,what", "9.10.2012,c1,order"))
                .containsExactly(new Rejected(
                        2,
                        "occurred_at: is not a time in the mapping's format",
                        "9.10.2012",
                        "the format `d.M.yyyy` would read it"));
    }

    @Test
    void money_is_exact_to_nine_decimals() {
        var mapping = SIMPLE + "revenue: {product: [a, b], currency: GBP}\n";
        assertThat(only(mapping, "time,who,what,a,b", "2012-01-01,c1,x,0.1,0.2").getRevenue())
                .isEqualTo(money("GBP", 0, 20_000_000));
        assertThat(only(mapping, "time,who,what,a,b", "2012-01-01,c1,x,-3,0.000000001").getRevenue())
                .isEqualTo(money("GBP", 0, -3));
        assertThat(only(mapping, "time,who,what,a,b", "2012-01-01,c1,x,-3,").hasRevenue()).isFalse();
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
                                        + " attributes, channel, cost, feedback, id, identifiers, journeys, log, mapping,"
                                        + " occurred_at, only_when, other_columns, revenue, skip_when, source,"
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

    private static Interaction only(String mapping, String... lines) {
        var mapped = map(mapping, lines);
        assertThat(mapped).singleElement().isInstanceOf(Mapped.class);
        return ((Mapped) mapped.getFirst()).interaction();
    }

    private static List<MappedLine> map(String yaml, String... lines) {
        try {
            var mapping = parse(yaml);
            var mapped = new ArrayList<MappedLine>();
            try (var reader = DelimitedLogReader.open(new StringReader(String.join("\n", lines)), mapping.log())) {
                var mapper = mapper(mapping, reader.columns());
                for (var line = reader.next(); line.isPresent(); line = reader.next()) {
                    mapped.add(mapper.map(line.get()));
                }
            }
            return mapped;
        } catch (IOException | MappingProblems failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static InteractionMapper mapper(Mapping mapping, Columns columns) throws MappingProblems {
        try {
            return new InteractionMapper(mapping, columns);
        } catch (MissingColumns missing) {
            throw MappingProblems.of(mapping, missing);
        }
    }

    private static Mapping parse(String yaml) throws MappingProblems {
        return MappingReader.parse(Path.of("shop.mapping.yaml"), yaml);
    }

    private static Instant occurredAt(Interaction interaction) {
        return Instant.ofEpochSecond(interaction.getOccurredAt().getSeconds(), interaction.getOccurredAt().getNanos());
    }

    private static Identifier identifier(String namespace, String value) {
        return Identifier.newBuilder().setNamespace(namespace).setValue(value).build();
    }

    private static Money money(String currency, long units, int nanos) {
        return Money.newBuilder().setCurrencyCode(currency).setUnits(units).setNanos(nanos).build();
    }
}
