package io.darkroom.ingest.intake.direct;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.ingest.intake.IntakeBody;
import io.darkroom.ingest.upload.Fields;
import io.darkroom.service.problem.ProblemType;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The body of a completion.
 *
 * @param sha256 of the whole file, 64 lower-case hexadecimal digits
 * @param eTags what the store answered to each part, by its number, without quotes; may be left
 *     out, as the store knows them
 */
record CompletionRequest(@Nullable String sha256, Map<Integer, String> eTags) {
    private static final String PARTS = "parts";

    CompletionRequest {
        eTags = Map.copyOf(eTags);
    }

    /**
     * @throws io.darkroom.service.problem.ProblemException with all that is wrong
     */
    static CompletionRequest read(IntakeBody body) {
        Fields fields = body.fields();
        String sha256 = AnnouncementReader.sha256(fields);
        var eTags = new TreeMap<Integer, String>();
        JsonNode parts = fields.node(PARTS);
        if (!parts.isMissingNode() && !parts.isNull() && !parts.isArray()) {
            fields.wrong(ProblemType.FIELD_INVALID, PARTS, "must be a list");
        }
        for (int i = 0; i < parts.size() && parts.isArray(); i++) {
            JsonNode number = parts.get(i).path("partNumber");
            JsonNode eTag = parts.get(i).path("eTag");
            if (number.isInt() && number.intValue() > 0 && eTag.isTextual()) {
                eTags.put(number.intValue(), eTag.textValue().replace("\"", ""));
            } else {
                fields.wrongAt(
                        ProblemType.FIELD_INVALID,
                        fields.at(PARTS) + "/" + i,
                        "must have a partNumber from 1 and an eTag");
            }
        }
        body.requireNothingElse();
        return new CompletionRequest(sha256, eTags);
    }
}
