package io.throughline.standalone.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class WholeNumberTest {

    @Test
    void whatIsTooSmallOrNoNumberIsAMistakeOfTheCommandLine() {
        var positive = new WholeNumber.Positive();
        assertThat(positive.convert("1")).isEqualTo(1);
        assertThatThrownBy(() -> positive.convert("0"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'0' is not a whole number of 1 or more");
        assertThatThrownBy(() -> positive.convert("many"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'many' is not a whole number of 1 or more");
        assertThat(new WholeNumber.NotNegative().convert("0")).isZero();
    }
}
