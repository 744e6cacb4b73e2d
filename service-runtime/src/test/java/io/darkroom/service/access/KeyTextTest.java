package io.darkroom.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyTextTest {
    @Test
    void aKeyIsReadBackAndKeptAsItsHash() {
        KeyText drawn = KeyText.draw();

        assertThat(KeyText.parse(drawn.text())).contains(drawn);
        assertThat(drawn.isKeptAs(drawn.hash())).isTrue();
        assertThat(drawn.isKeptAs(KeyText.draw().hash())).isFalse();
    }

    @Test
    void noTwoKeysAreAlike() {
        assertThat(Stream.generate(KeyText::draw).limit(1000).map(KeyText::id))
                .doesNotHaveDuplicates();
    }

    @Test
    void theSecretIsNotPrinted() {
        KeyText drawn = KeyText.draw();

        assertThat(drawn.toString()).contains(drawn.id()).doesNotContain(drawn.text());
    }

    @Test
    void whatIsNoKeyIsNotRead() {
        String text = KeyText.draw().text();

        assertThat(KeyText.parse("up-key")).isEmpty();
        assertThat(KeyText.parse(text + "x")).isEmpty();
        assertThat(KeyText.parse(" " + text)).isEmpty();
        assertThat(KeyText.parse("")).isEmpty();
    }
}
