package io.darkroom.transform.imagemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.darkroom.contracts.Cost;
import io.darkroom.stage.DependencyOutageException;
import io.darkroom.stage.StageException;
import io.darkroom.stage.TerminalStageException;
import io.darkroom.stage.TransientStageException;
import io.darkroom.transform.outpaint.ImageEdits;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way to the provider, and what becomes of its answers. */
class OpenAiImageEditsTest {
    private static final ImageEdits.Size SIZE = new ImageEdits.Size(1536, 1024);

    private final StandInOpenAi provider;

    OpenAiImageEditsTest() throws Exception {
        provider = new StandInOpenAi();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void sendsTheFormAsTheProviderDocumentsIt() {
        byte[] answer = model(Map.of()).edit(bytes("picture"), bytes("mask"), SIZE, "more wall");

        assertThat(answer).isEqualTo(bytes("picture"));
        var edit = provider.edits().getFirst();
        assertThat(edit.authorization()).isEqualTo("Bearer sk-secret");
        assertThat(edit.text("image")).isEqualTo("picture");
        assertThat(edit.text("mask")).isEqualTo("mask");
        assertThat(edit.text("prompt")).isEqualTo("more wall");
        assertThat(edit.text("model")).isEqualTo("gpt-image-1");
        assertThat(edit.text("size")).isEqualTo("1536x1024");
        assertThat(edit.text("n")).isEqualTo("1");
        // The models refuse a response format: they always answer with b64_json.
        assertThat(edit.parts()).containsOnlyKeys("image", "mask", "prompt", "model", "size", "n");
    }

    @ParameterizedTest
    @CsvSource({
        "400,moderation_blocked,instruction-refused",
        "400,content_policy_violation,instruction-refused",
        "400,invalid_value,model-request-refused"
    })
    void aRefusalEndsThePictureWithoutTheProvidersWords(int status, String code, String slug) {
        provider.fails(status, code, Map.of());

        var thrown = thrown(TerminalStageException.class);

        assertThat(thrown.failure().type()).endsWith(slug);
        assertThat(thrown.failure().toString()).doesNotContain("secret");
    }

    @Test
    void reachedLimitsPauseTheStageForAsLongAsTheProviderAsks() {
        provider.fails(429, "rate_limit_exceeded", Map.of("Retry-After", "7"));

        assertThat(thrown(DependencyOutageException.class).pause())
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void theProviderMayNameADateAsWell() {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10));
        provider.fails(429, "rate_limit_exceeded", Map.of("Retry-After", date));

        assertThat(thrown(DependencyOutageException.class).pause())
                .isBetween(Duration.ofMinutes(8), Duration.ofMinutes(10));
    }

    @Test
    void aProviderInTroubleIsLeftAloneForAsLongAsItAsks() {
        provider.fails(503, "", Map.of("Retry-After", "40"));

        assertThat(thrown(DependencyOutageException.class).pause())
                .isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void aWrongKeyPausesTheStageAndNamesTheSetting() {
        provider.fails(401, "invalid_api_key", Map.of());

        var thrown = thrown(DependencyOutageException.class);

        assertThat(thrown.failure().detail()).contains("darkroom.image-model.api-key");
        assertThat(thrown.failure().detail()).doesNotContain("secret");
    }

    @Test
    void oneErrorIsTriedAgainAndManyInARowAreAnOutage() {
        ImageEdits model = model(Map.of());
        for (int i = 0; i < 4; i++) {
            provider.fails(503, "", Map.of());
        }

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> edit(model)).isInstanceOf(TransientStageException.class);
        }
        assertThatThrownBy(() -> edit(model)).isInstanceOf(DependencyOutageException.class);
        assertThat(edit(model)).as("it is back").isNotEmpty();
    }

    @Test
    void nobodyThereIsAnOutage() {
        ImageEdits model = model(Map.of());
        provider.close();

        assertThatThrownBy(() -> edit(model)).isInstanceOf(DependencyOutageException.class);
    }

    @Test
    void anAnswerThatIsTooLargeIsNotReadAndNotPaidForAgain() {
        ImageEdits model = model(Map.of("max-answer-bytes", "1000"));
        provider.paints(_ -> new byte[2000]);

        assertThatThrownBy(() -> edit(model))
                .isInstanceOfSatisfying(
                        TerminalStageException.class,
                        e ->
                                assertThat(e.failure().detail())
                                        .contains("1000 bytes", "image-model.max-answer-bytes"));
    }

    @ParameterizedTest
    @CsvSource({"'{}'", "'no json'", "'{\"data\": [{\"url\": \"http://127.0.0.1:1/a.png\"}]}'"})
    void anAnswerWithoutAPictureIsTrouble(String body) {
        provider.answers(body);

        assertThat(thrown(TransientStageException.class).failure().type()).contains("model-");
    }

    @Test
    void tellsThePriceThatIsConfigured() {
        assertThat(model(Map.of()).cost()).isNull();
        assertThat(model(Map.of("price", "0.04")).cost())
                .isEqualTo(new Cost("USD", new java.math.BigDecimal("0.04"), null, null));
    }

    @Test
    void aWrongSizeIsNamed() {
        assertThatThrownBy(() -> model(Map.of("sizes", "large")))
                .hasMessageContaining("darkroom.image-model.sizes");
    }

    private <T extends StageException> T thrown(Class<T> type) {
        return catchThrowableOfType(type, () -> edit(model(Map.of())));
    }

    private static byte[] edit(ImageEdits model) {
        return model.edit(bytes("picture"), bytes("mask"), SIZE, "more wall");
    }

    private ImageEdits model(Map<String, String> settings) {
        var values = new HashMap<String, String>();
        values.put("darkroom.image-model.base-url", provider.baseUrl().toString());
        values.put("darkroom.image-model.api-key", "sk-secret");
        settings.forEach((name, value) -> values.put("darkroom.image-model." + name, value));
        return OpenAiImageEdits.of(
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .addDefaultInterceptors()
                        .withMapping(ImageModelConfig.class)
                        .withSources(
                                new io.smallrye.config.PropertiesConfigSource(values, "test", 200))
                        .build()
                        .getConfigMapping(ImageModelConfig.class));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
