package io.darkroom.moderation.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.contracts.Json;
import io.darkroom.service.problem.JsonProblems;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Decisions as they were sent in: each is read for itself, so that one that cannot be read spoils
 * no other.
 */
public record DecisionBatch(
        @Schema(
                        type = SchemaType.ARRAY,
                        implementation = Decision.class,
                        minItems = 1,
                        maxItems = MOST)
                List<JsonNode> decisions) {
    private static final int MOST = 500;

    /** The decision travels in an event, and what it says in every later record of the asset. */
    private static final int MOST_BYTES = 64 * 1024;

    public DecisionBatch {
        if (decisions == null || decisions.isEmpty() || decisions.size() > MOST) {
            throw new IllegalArgumentException("decisions must be 1 to " + MOST + " decisions");
        }
        decisions = List.copyOf(decisions);
    }

    /** A decision, or why it cannot be read. */
    sealed interface Item {
        /** Legible. */
        record Legible(Decision decision) implements Item {}

        /** Not readable; the id only where at least that is. */
        record Illegible(@Nullable UUID reviewId, Problem problem) implements Item {}
    }

    List<Item> items(ObjectMapper mapper) {
        return decisions.stream().map(node -> item(node, mapper)).toList();
    }

    private static Item item(JsonNode node, ObjectMapper mapper) {
        int bytes = Json.size(node);
        if (bytes > MOST_BYTES) {
            return new Item.Illegible(id(node), tooLarge(bytes));
        }
        try {
            return new Item.Legible(mapper.treeToValue(node, Decision.class));
        } catch (JsonProcessingException e) {
            return new Item.Illegible(id(node), JsonProblems.of(e));
        }
    }

    private static Problem tooLarge(int bytes) {
        return ProblemType.FIELD_INVALID.because(
                "The decision has %d bytes as JSON; at most %d are taken. Send fewer or shorter"
                                .formatted(bytes, MOST_BYTES)
                        + " captions and tags.");
    }

    private static @Nullable UUID id(JsonNode node) {
        try {
            return UUID.fromString(node.path("reviewId").asText());
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
