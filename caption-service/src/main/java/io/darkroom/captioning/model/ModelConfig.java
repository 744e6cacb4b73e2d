package io.darkroom.captioning.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Which model is asked, how, and within which limits. Read when the service starts. */
@ConfigMapping(prefix = "darkroom.model")
public interface ModelConfig {
    @WithDefault("none")
    Provider provider();

    /** The model as its provider calls it; needed with any provider. */
    Optional<String> name();

    /** Where the provider is, if not at its own address. */
    Optional<URI> baseUrl();

    /** Never logged, and in no error and no event. */
    Optional<String> apiKey();

    /** How answers are made to keep their form. */
    @WithDefault("schema")
    Structure structure();

    /** The longest that one answer may take, to its last byte. */
    @WithDefault("45s")
    Duration timeout();

    @WithDefault("5s")
    Duration connectTimeout();

    /**
     * Questions out at once, for each stage of an instance. Some more pictures are in work, made
     * ready while the model answers, unless {@code darkroom.stage.concurrency} says how many.
     */
    @WithDefault("16")
    int inFlight();

    /** The most tokens of an answer. */
    @WithDefault("4096")
    int maxOutputTokens();

    /** Left to the provider where absent: some models refuse it. */
    OptionalDouble temperature();

    /** Larger answers are cut off the line, in bytes. */
    @WithDefault("1048576")
    int maxAnswerBytes();

    /** A caption that the model is less sure of than this is flagged for a person, 0 to 1. */
    @WithDefault("0.5")
    double minConfidence();

    Prompts prompts();

    Image image();

    Retry retry();

    Circuit circuit();

    Limits limits();

    Optional<Price> price();

    Budget budget();

    /** How answers are made to keep their form. */
    enum Structure {
        /** The provider is given the JSON Schema. */
        SCHEMA,
        /** The answer is the argument of a tool that the model must call. */
        TOOL,
        /** The schema stands in the prompt, and what comes back is repaired where it can be. */
        TEXT
    }

    /** Versions of prompts, files under {@code prompts/}. */
    interface Prompts {
        @WithDefault("1")
        String caption();

        @WithDefault("1")
        String tags();
    }

    /** The picture as it is sent: made smaller, encoded anew, without metadata. */
    interface Image {
        /** Of the longer side, in pixels. */
        @WithDefault("768")
        int longSide();

        /** Of the JPEG, 1 to 100. */
        @WithDefault("85")
        int quality();
    }

    /** What is tried again within one question. */
    interface Retry {
        @WithDefault("3")
        int tries();

        @WithDefault("500ms")
        Duration delay();

        @WithDefault("8s")
        Duration maxDelay();

        /** No try begins later than this after the first. Below the stage's own timeout. */
        @WithDefault("60s")
        Duration within();
    }

    /** Outages of the provider. */
    interface Circuit {
        /** Questions in a row without an answer that open the circuit. */
        @WithDefault("5")
        int failures();

        /** The longest wait between two looks at whether the provider is back. */
        @WithDefault("15s")
        Duration pause();
    }

    /** What this instance may send; none where absent. */
    interface Limits {
        OptionalInt requestsPerMinute();

        OptionalInt tokensPerMinute();
    }

    /** What the provider takes for a million tokens. */
    interface Price {
        /** ISO 4217; USD where absent. */
        Optional<String> currency();

        BigDecimal inputPerMillion();

        BigDecimal outputPerMillion();
    }

    /** The most that may be spent in a day (UTC), in the currency of the price; needs a price. */
    interface Budget {
        /** For each tenant that has none of its own; no limit where absent. */
        Optional<BigDecimal> perDay();

        /** By tenant. */
        Map<String, BigDecimal> tenants();

        /** How long work is put off once a budget is used up, unless the day ends before. */
        @WithDefault("1h")
        Duration recheck();
    }
}
