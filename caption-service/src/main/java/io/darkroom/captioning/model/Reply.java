package io.darkroom.captioning.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Cost;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a model answered.
 *
 * @param answer of the schema that was asked for; absent where the model did not keep to it
 * @param model as the provider names it
 * @param cost absent where nothing was paid, as for an answer that was kept from before
 * @param durationMs how long the provider took, in milliseconds
 * @param key under which the answer is kept
 */
public record Reply(
        Optional<JsonNode> answer,
        String model,
        @Nullable Cost cost,
        long durationMs,
        AnswerKey key) {}
