package io.darkroom.ingest.webhook;

import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import java.util.Optional;
import java.util.UUID;

/** Ids as they stand in paths and parameters: one that is none names nothing that there is. */
final class WebhookIds {
    private WebhookIds() {}

    static UUID webhook(String text) {
        return uuid(text)
                .orElseThrow(() ->
                        ProblemType.WEBHOOK_NOT_FOUND.exception(
                                "There is no webhook '" + text + "'"));
    }

    static UUID delivery(String text) {
        return uuid(text)
                .orElseThrow(() ->
                        ProblemType.WEBHOOK_DELIVERY_NOT_FOUND.exception(
                                "The log has no delivery '" + text + "'"));
    }

    static UUID asset(String text) {
        return uuid(text)
                .orElseThrow(() ->
                        ProblemType.PARAMETER_INVALID.exception(
                                "The parameter 'assetId' must be an asset's id",
                                Problem.Place.of("assetId", "must be a UUID")));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
