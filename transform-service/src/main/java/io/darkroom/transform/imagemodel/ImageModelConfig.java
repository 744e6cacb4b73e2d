package io.darkroom.transform.imagemodel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The image model; there is none where neither an address nor a key is given. */
@ConfigMapping(prefix = "darkroom.image-model")
interface ImageModelConfig {
    /** Of an OpenAI-compatible API, such as {@code https://api.openai.com/v1}. */
    Optional<URI> baseUrl();

    /** Kept out of every log, event and error. */
    Optional<String> apiKey();

    /** As the provider is called in records. */
    @WithDefault("openai")
    String engine();

    @WithDefault("gpt-image-1")
    String name();

    /** The sizes that the model takes, {@code WxH}; the one nearest in ratio is used. */
    @WithDefault("1536x1024,1024x1536,1024x1024")
    List<String> sizes();

    /** How long a picture may take, from the request to its last byte. */
    @WithDefault("90s")
    Duration timeout();

    /** Answers with more bytes are not read. */
    @WithDefault("50000000")
    int maxAnswerBytes();

    /** What one picture costs; none is reported where it is absent. */
    Optional<BigDecimal> price();

    @WithDefault("USD")
    String currency();

    /** Who is named in files as the writer of the prompt. */
    Optional<String> promptWriter();
}
