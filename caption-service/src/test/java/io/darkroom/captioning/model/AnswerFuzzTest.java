package io.darkroom.captioning.model;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a model says: an answer of the form that was asked for, or none. */
class AnswerFuzzTest {
    private final AnswerSchema captions = AnswerSchema.load("captions");
    private final AnswerSchema tags = AnswerSchema.load("tags");

    static Stream<byte[]> answers() {
        return Stream.of(
                        "Here is it: {\"captions\": [{\"language\": \"en\", \"decorative\": false,"
                            + " \"alt\": \"a\", \"longDescription\": \"b\", \"personNames\": []}]}",
                        "{\"tags\": [{\"label\": \"dog\", \"confidence\": 0.9}]}",
                        "```json\n{'tags': [],}\n```",
                        "I am sorry, I cannot help with that.")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("answers")
    @FuzzTest(maxDuration = "10m")
    void reads(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        captions.read(text);
        tags.read(text);
    }
}
