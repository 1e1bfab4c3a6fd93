package io.throughline.kit.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.kit.error.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {

    @Test
    void theNameIsReadBack() {
        assertThat(PageToken.read(PageToken.after("pay-bill é"))).contains("pay-bill é");
    }

    @Test
    void theFirstPageNeedsNone() {
        assertThat(PageToken.read("")).isEmpty();
        assertThat(PageToken.read(null)).isEmpty();
    }

    /** No base64; base64 of U+0000 within a name, and of bytes that are no text. */
    @ParameterizedTest
    @ValueSource(strings = {"%%%", "YQBi", "_w"})
    void whatWasNotGivenOutIsRefused(String token) {
        assertThatThrownBy(() -> PageToken.read(token)).isInstanceOf(Refusal.class).hasMessageContaining("page_token");
    }
}
