package io.darkroom.contracts.instruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionRulesTest {
    private final InstructionRules rules = InstructionRules.builtIn();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a forest in the style of Greg Rutkowski",
                "a forest in the style of greg  rutkowski",
                "Ｇｒｅｇ Ｒｕｔｋｏｗｓｋｉ style trees",
                "ein Wald im Stil von Gerhard Richter",
                "Führe den Himmel im Stil von Neo Rauch weiter",
                "村上隆のスタイルで空を続けて",
                "une forêt à la manière de David Hockney",
                "un bosque al estilo de Banksy",
                "una foresta nello stile di Damien Hirst",
                "een bos in de stijl van Banksy",
                "uma floresta no estilo de Banksy",
                "las w stylu Banksy",
                "宮崎駿風の森",
                "草间弥生的风格",
                "put Taylor Swift beside the car",
                "Angela Merkel steht im Hintergrund",
                "add Beyonce\u0301 on the left"
            })
    void namesOfLivingArtistsAndRealPeopleAreRefused(String instruction) {
        assertThat(rules.judge(instruction)).isInstanceOf(Judgement.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a forest in the style of Jane Q. Painter",
                "a forest in the style of jane painter",
                "a Painterova style sky",
                "ein Himmel im Stil von Max Muster",
                "un ciel dans le style d'Anne Untel",
                "un cielo al estilo de Juana Fulana",
                "un cielo nello stile di Mario Bianchi",
                "een lucht in de stijl van Jan Jansen",
                "um céu no estilo de João Silva",
                "niebo w stylu Jana Kowalskiego",
                "山田太郎風の空",
                "张三的风格",
                "prolonge le ciel à la manière de Soulages",
                "continúa el cielo al estilo de Botero",
                "continua il muro nello stile di Cattelan",
                "continue a parede no estilo de Vik Muniz",
                "trek de lucht door in de stijl van Dumas",
                "kontynuuj niebo w stylu Sasnala",
                "以蔡国强的风格延续天空",
                "a portrait of Jane Doe on the wall",
                "ein Porträt von Erika Mustermann an der Wand",
                "山田太郎の肖像"
            })
    void unknownNamesGoToReview(String instruction) {
        assertThat(rules.judge(instruction)).isInstanceOf(Judgement.Review.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "continue the oak worktop and the tiled wall; no people",
                "continue in the style of the existing tiles",
                "in the style of Vincent van Gogh",
                "country style kitchen",
                "a portrait of a woman hangs on the wall",
                "führe die Wand im Stil der Küche fort",
                "im Stil von Claude Monet",
                "prolonge le mur dans le style de l'original",
                "continúa la pared al estilo de la cocina",
                "continua il muro nello stile di una cucina",
                "continue o céu no estilo de um pôr do sol",
                "verleng de muur in de stijl van het huis",
                "kontynuuj ścianę w stylu tego domu",
                "北斎風の波",
                "同じ写真のスタイル",
                "现代风格的墙",
                "a bank sy and a plain wall"
            })
    void plainInstructionsAreFollowed(String instruction) {
        assertThat(rules.judge(instruction)).isEqualTo(new Judgement.Allowed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a crowd behind the fence",
                "two people on a bench",
                "eine Frau auf der Bank",
                "des enfants qui jouent",
                "una mujer en el banco",
                "due persone sulla panchina",
                "mensen op het strand",
                "pessoas na praia",
                "ludzie na plaży",
                "ベンチに座る女性",
                "长椅上的女人",
                "no text; people on the beach"
            })
    void peopleAreAskedFor(String instruction) {
        assertThat(rules.asksForPeople(instruction)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "continue the beach",
                "no people",
                "without any additional people",
                "keine Menschen",
                "ohne weitere Personen",
                "sans personnes",
                "sin personas",
                "senza persone",
                "geen mensen",
                "sem pessoas",
                "bez ludzi",
                "人物なし",
                "不要人物",
                "a mankind statue"
            })
    void peopleAreNotAskedFor(String instruction) {
        assertThat(rules.asksForPeople(instruction)).isFalse();
    }

    @Test
    void aPictureOfPeopleGetsNoMoreOfThemUnlessAsked() {
        assertThat(rules.prompt("more beach", List.of("boats", "birds"), true, false))
                .contains("more beach.")
                .contains("Add no additional people.")
                .contains("Avoid: boats; birds.");
        assertThat(rules.prompt("more beach", List.of(), false, false))
                .doesNotContain("additional people");
        assertThat(rules.prompt("a crowd at the sea!", List.of(), true, true))
                .contains("Replace the background")
                .contains("a crowd at the sea! ")
                .doesNotContain("additional people");
    }

    @Test
    void anOperatorsFileTakesTheirPlace(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("rules.json");
        String text;
        try (var in =
                InstructionRules.class.getResourceAsStream("/rules/outpaint-instructions.json")) {
            text =
                    new String(
                            java.util.Objects.requireNonNull(in).readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8);
        }
        Files.writeString(
                file,
                text.replaceFirst("\"version\": \"1\"", "\"version\": \"ours-7\"")
                        .replace("\"Greg Rutkowski\"", "\"Erika Mustermann\""));

        var own = InstructionRules.of(Optional.of(file));

        assertThat(own.version()).isEqualTo("ours-7");
        assertThat(own.judge("beside Erika Mustermann")).isInstanceOf(Judgement.Refused.class);
    }

    @Test
    void anUnusableFileIsNamed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("rules.json");
        Files.writeString(file, "{\"version\": \"1\"}");

        assertThatThrownBy(() -> InstructionRules.of(Optional.of(file)))
                .hasMessageContaining(file.toString())
                .hasMessageContaining("refusedNames is missing");
    }
}
