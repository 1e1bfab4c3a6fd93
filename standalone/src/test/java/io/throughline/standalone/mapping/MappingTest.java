package io.throughline.standalone.mapping;

import static io.throughline.standalone.mapping.ShopMapping.SIMPLE;
import static io.throughline.standalone.mapping.ShopMapping.map;
import static io.throughline.standalone.mapping.ShopMapping.only;
import static io.throughline.standalone.mapping.ShopMapping.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.type.Money;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.v1.Interaction;
import io.throughline.standalone.mapping.MappedLine.Mapped;
import io.throughline.standalone.mapping.MappedLine.Rejected;
import io.throughline.standalone.mapping.MappedLine.Skipped;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a mapping makes of the lines of a log. */
class MappingTest {

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
                customer_attributes:
                  plan: plan
                  age: {column: age, type: number}
                other_columns: keep
                revenue: {product: [amount, pieces], currency: EUR, sign: negative}
                cost: {amount: cost, times: 0.01, currency: {column: money}}
                feedback: {nps: nps, csat: csat, ces: ces, comment: said}
                """,
                "system;order;position;day;clock;number;mail;mobile;landline;via;group;kind;amount;paid;pieces;cost;money;nps;csat;ces;said;colour;size;plan;age",
                "n/a;A;7;01.07.2012;09:30;42;a@b.org;;123;W;order;sent;1.234,50;yes;2;150;usd;9;4,0;;fine;red;;gold;47");
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
        var customerAttributes = interaction.getCustomerAttributes().getFieldsMap();
        assertThat(customerAttributes).containsOnlyKeys("plan", "age");
        assertThat(customerAttributes.get("plan").getStringValue()).isEqualTo("gold");
        assertThat(customerAttributes.get("age").getNumberValue()).isEqualTo(47);
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
    void money_is_exact_to_nine_decimals() {
        var mapping = SIMPLE + "revenue: {product: [a, b], currency: GBP}\n";
        assertThat(only(mapping, "time,who,what,a,b", "2012-01-01,c1,x,0.1,0.2").getRevenue())
                .isEqualTo(money("GBP", 0, 20_000_000));
        assertThat(only(mapping, "time,who,what,a,b", "2012-01-01,c1,x,-3,0.000000001").getRevenue())
                .isEqualTo(money("GBP", 0, -3));
        assertThat(only(mapping, "time,who,what,a,b", "2012-01-01,c1,x,-3,").hasRevenue()).isFalse();
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
