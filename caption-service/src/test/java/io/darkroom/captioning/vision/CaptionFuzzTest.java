package io.darkroom.captioning.vision;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a model writes as a caption: what is left of it is within what a record may have. */
class CaptionFuzzTest {

    static Stream<byte[]> texts() {
        return Stream.of(
                        "Sure, here is the alt text: **\"A dog on a beach.\"**",
                        "# An image of [a harbour](https://example.org) at `dusk`",
                        "- Ein Hund namens Otto Meier\n- am Strand",
                        "I'm sorry, I cannot help with that.",
                        "```json\n\u202e_a_ __b__\u200b\n```",
                        "A table. ".repeat(40))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("texts")
    @FuzzTest(maxDuration = "10m")
    void cleans(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String alt = CleanText.shortened(CleanText.alt(text), Caption.MAX_ALT);
        String more = CleanText.of(text);
        Refusals.isRefusal(text);
        PersonNames.unknown(alt + " " + more, List.of(), "");
        var _ = new Caption("en", alt, more, alt.isEmpty(), Source.builtIn(Instant.EPOCH));
    }
}
