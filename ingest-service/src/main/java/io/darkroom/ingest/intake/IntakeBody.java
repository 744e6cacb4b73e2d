package io.darkroom.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.ingest.idempotency.Fingerprint;
import io.darkroom.ingest.upload.Fields;
import io.darkroom.ingest.upload.RequestErrors;
import io.darkroom.ingest.upload.UploadRequests;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * A JSON body that says what to take in, with the upload request in its field {@code request}.
 * Everything that is wrong with either is reported at once, so that every way in answers the same
 * problem to the same request.
 */
public final class IntakeBody {
    private static final String REQUEST = "request";

    private final RequestErrors errors = new RequestErrors();
    private final JsonNode json;
    private final Fields fields;

    /**
     * @throws ProblemException where the body is no object
     */
    public IntakeBody(JsonNode json) {
        this.json = json;
        this.fields = new Fields(json, "", errors);
        if (!json.isObject()) {
            errors.add(ProblemType.FIELD_INVALID, "", "The body must be a JSON object");
            errors.throwIfAny();
        }
    }

    /** The fields beside the request. */
    public Fields fields() {
        return fields;
    }

    /**
     * What makes another request with this body the same.
     *
     * @param operation such as {@code POST /v1/assets/from-url}
     */
    public Fingerprint fingerprint(String operation) {
        return Fingerprint.of(operation).with(json.toString());
    }

    /** A text that must be there; null where it is not, which is reported. */
    public @Nullable String required(String name, int maxLength) {
        if (!fields.has(name)) {
            fields.wrong(ProblemType.FIELD_INVALID, name, "is missing");
        }
        return fields.text(name, maxLength);
    }

    /**
     * The effective request; null where something is wrong with it, which is reported. Blocks.
     *
     * @param administrator whether the sender may have a review skipped
     * @throws ProblemException 403 for what needs an administrator
     */
    public @Nullable UploadRequest request(
            UploadRequests requests, String tenant, boolean administrator) {
        JsonNode node = fields.node(REQUEST);
        JsonNode asked =
                node.isMissingNode() || node.isNull() ? Json.mapper().createObjectNode() : node;
        try {
            return requests.effective(tenant, asked, administrator);
        } catch (ProblemException e) {
            errors.addAll(e, "/" + REQUEST);
            return null;
        }
    }

    /** Ends the reading where a field is not known or anything else was wrong. */
    public void requireNothingElse() {
        fields.refuseOthers();
        requireNothingWrong();
    }

    /** Ends the reading where anything was wrong; fields that are not known are left alone. */
    public void requireNothingWrong() {
        errors.throwIfAny();
    }
}
