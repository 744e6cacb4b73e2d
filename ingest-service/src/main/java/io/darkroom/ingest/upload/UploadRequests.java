package io.darkroom.ingest.upload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.contracts.UploadRequest.Moderation;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What uploads ask for, by whichever way they come: read, checked, and filled in. */
@ApplicationScoped
public class UploadRequests {
    private static final ObjectReader STRICT =
            Json.mapper()
                    .readerFor(JsonNode.class)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final RequestParser parser;

    UploadRequests(UploadConfig config) {
        this.parser =
                new RequestParser(
                        new RequestLimits(
                                Math.toIntExact(config.maxMetadataBytes().asLongValue()),
                                config.maxRatios(),
                                config.maxLanguages()));
    }

    /**
     * The JSON in these bytes, in which no name stands twice.
     *
     * @param what the bytes are, for the problem
     * @throws ProblemException {@code request-malformed}
     */
    public JsonNode read(byte[] json, String what) {
        try {
            JsonNode node = STRICT.readTree(json);
            if (!node.isMissingNode()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    ProblemType.REQUEST_MALFORMED.because(
                            what + " is not JSON: " + e.getOriginalMessage()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw ProblemType.REQUEST_MALFORMED.exception(what + " is empty");
    }

    /**
     * The effective request. Blocks.
     *
     * @param administrator whether the uploader may have a review skipped
     * @throws ProblemException 422 with everything that is wrong; 403 for what needs an
     *     administrator
     */
    public UploadRequest effective(String tenant, JsonNode asked, boolean administrator) {
        UploadRequest request = parser.parse(asked);
        if (request.moderation() == Moderation.SKIP && !administrator) {
            String detail = "Only an administrator may ask for 'skip'";
            throw ProblemType.FORBIDDEN.exception(detail, Problem.Place.at("/moderation", detail));
        }
        return request;
    }
}
