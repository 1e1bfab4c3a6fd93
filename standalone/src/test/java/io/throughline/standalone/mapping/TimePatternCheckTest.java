package io.throughline.standalone.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimePatternCheckTest {

    @ParameterizedTest
    @ValueSource(strings = {"yyyy-MM-dd HH", "HH dd.MM.yyyy", "yyyyMMddHH", "M/d/yy h a", "dd/MM/yyyy HH:mm"})
    void whole_hours_are_times(String pattern) {
        assertThat(TimePatternCheck.mistake(pattern, Locale.ROOT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dd/MM/yyyy HH:MM", "yyyyMMdd HHMM", "dd/MM/yyyy HH.MM.ss", "dd/yyyy HH:MM"})
    void months_where_the_minutes_should_be_are_told(String pattern) {
        assertThat(TimePatternCheck.mistake(pattern, Locale.ROOT))
                .contains(new TimePatternCheck.Mistake("has hours and no minutes", "mm are minutes, MM is the month"));
    }
}
