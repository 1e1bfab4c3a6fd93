package io.throughline.identity.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.identity.attribute.AttributeValue.Number;
import io.throughline.identity.attribute.AttributeValue.Text;
import io.throughline.identity.attribute.AttributeValue.Truth;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributeValueTest {

    private static final List<AttributeValue> ALL = List.of(
            new Text(""), new Text("gold"), new Text("true"), new Text("1.0"),
            new Text("\""), new Text("\"\""), new Text("a\\\"b\n"),
            new Number(0), new Number(1), new Number(-0.1), new Number(1e300), new Number(Double.MIN_VALUE),
            new Truth(true), new Truth(false));

    @Test
    void whatIsWrittenIsReadBackAsWhatItWas() {
        assertThat(ALL).allSatisfy(value -> assertThat(AttributeValue.read(value.written())).isEqualTo(value));
    }

    @Test
    void noTwoAreWrittenEqually() {
        assertThat(ALL).extracting(AttributeValue::written).doesNotHaveDuplicates();
    }

    @Test
    void whatMeansTheSameIsEqual() {
        assertThat(new Number(-0.0)).isEqualTo(new Number(0.0));
        assertThat(new Text("e\u0301")).isEqualTo(new Text("\u00e9"));
        assertThat(AttributeNames.normalised("e\u0301")).isEqualTo("\u00e9");
    }

    @Test
    void nothingInfiniteIsAValue() {
        assertThatThrownBy(() -> new Number(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Number(Double.POSITIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noneTellsItselfToALog() {
        assertThat(new Said("crm", "plan", new Text("gold"))).asString().doesNotContain("gold");
        assertThat(new Said("crm", "age", new Number(47))).asString().doesNotContain("47");
        assertThat(new Said("crm", "vip", new Truth(false))).asString().doesNotContain("false");
    }
}
