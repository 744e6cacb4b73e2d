package io.darkroom.moderation.review;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which items a reviewer wants to take.
 *
 * @param limit 1 to 200, 20 by default
 * @param leaseSeconds how long nobody else gets them, 5 to 3600, 300 by default
 * @param reasons only items with one of these; all where empty
 * @param order oldest by default
 */
public record ClaimRequest(
        @Schema(minimum = "1", maximum = "200", defaultValue = "20") @Nullable Integer limit,
        @Schema(minimum = "5", maximum = "3600", defaultValue = "300")
                @Nullable Integer leaseSeconds,
        @Schema(description = "Only items with one of these reason codes; all where empty")
                @Nullable List<String> reasons,
        @Schema(defaultValue = "oldest") @Nullable Order order) {
    /** Which items come first. */
    public enum Order {
        @JsonProperty("oldest")
        OLDEST,
        @JsonProperty("riskiest")
        RISKIEST
    }

    static final ClaimRequest DEFAULT = new ClaimRequest(null, null, null, null);

    public ClaimRequest {
        limit = within(limit, 20, 200, 1, "limit");
        leaseSeconds = within(leaseSeconds, 300, 3600, 5, "leaseSeconds");
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
        order = order == null ? Order.OLDEST : order;
    }

    private static Integer within(
            @Nullable Integer value, int standard, int most, int least, String field) {
        int number = value == null ? standard : value;
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    field + " must be between " + least + " and " + most + ", was " + number);
        }
        return number;
    }
}
