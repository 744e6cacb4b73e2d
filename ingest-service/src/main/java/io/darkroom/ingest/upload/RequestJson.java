package io.darkroom.ingest.upload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.darkroom.contracts.Json;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import java.io.IOException;

/** Reads JSON in which no name stands twice and nothing follows. */
final class RequestJson {
    private static final ObjectReader STRICT =
            Json.mapper()
                    .readerFor(JsonNode.class)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private RequestJson() {}

    /**
     * The JSON in these bytes.
     *
     * @param what the bytes are, for the problem
     * @throws ProblemException {@code request-malformed}
     */
    static JsonNode read(byte[] json, String what) {
        try {
            JsonNode node = STRICT.readTree(json);
            if (!node.isMissingNode()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw malformed(what + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            // Of bytes in memory: some that stand for no character, as in what is taken for UTF-32.
            throw malformed(what + " is not JSON in UTF-8: " + e.getMessage(), e);
        }
        throw ProblemType.REQUEST_MALFORMED.exception(what + " is empty");
    }

    private static ProblemException malformed(String detail, Exception cause) {
        return new ProblemException(ProblemType.REQUEST_MALFORMED.because(detail), cause);
    }
}
