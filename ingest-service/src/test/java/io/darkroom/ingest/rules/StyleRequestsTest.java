package io.darkroom.ingest.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StyleRequestsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "extend the wall in the style of Gerhard Richter",
                "Führe den Himmel im Stil von Neo Rauch weiter",
                "prolonge le ciel à la manière de Soulages",
                "le mur dans le style d'un artiste connu",
                "continúa el cielo al estilo de Botero",
                "continua il muro nello stile di Cattelan",
                "continue a parede no estilo de Vik Muniz",
                "trek de lucht door in de stijl van Dumas",
                "kontynuuj niebo w stylu Sasnala",
                "村上隆のスタイルで空を続けて",
                "以蔡国强的风格延续天空"
            })
    void wordsThatAskForSomebodysStyleAreFound(String instruction) {
        assertThat(StyleRequests.in(instruction)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "continue the oak worktop and the tiled wall; no people",
                "a stylish wall",
                "Tapete mit Stil, nichts weiter",
                "plus de ciel, dans la même lumière",
                "in the same light"
            })
    void otherInstructionsAreNot(String instruction) {
        assertThat(StyleRequests.in(instruction)).isEmpty();
    }
}
