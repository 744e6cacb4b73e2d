package io.darkroom.moderation.review;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which items a reviewer wants to take.
 *
 * @param limit 1 to 200, 20 by default
 * @param leaseSeconds how long nobody else gets them, 5 to 3600, 300 by default
 * @param reasons only items with one of these; all where empty
 * @param order oldest by default
 * @param presets only items of one of these; all where empty
 * @param createdAfter only items that were asked for then or later
 * @param createdBefore only items that were asked for earlier
 * @param reviewIds exactly these, at most 200, as far as they are free or the caller's own, whose
 *     lease begins anew; all where empty
 */
public record ClaimRequest(
        @Schema(minimum = "1", maximum = "200", defaultValue = "20") Integer limit,
        @Schema(minimum = "5", maximum = "3600", defaultValue = "300") Integer leaseSeconds,
        @Schema(description = "Only items with one of these reason codes; all where empty")
                List<String> reasons,
        @Schema(defaultValue = "oldest") Order order,
        @Schema(description = "Only items of one of these presets; all where empty")
                List<String> presets,
        @Schema(description = "Only items that were asked for then or later")
                @Nullable Instant createdAfter,
        @Schema(description = "Only items that were asked for earlier")
                @Nullable Instant createdBefore,
        @Schema(
                        description =
                                "Exactly these, as far as they are free or the caller's own, whose"
                                        + " lease begins anew; all where empty")
                List<UUID> reviewIds) {
    private static final int MOST = 200;

    /** Which items come first. */
    public enum Order {
        @JsonProperty("oldest")
        OLDEST,
        @JsonProperty("riskiest")
        RISKIEST
    }

    static final ClaimRequest DEFAULT =
            new ClaimRequest(null, null, null, null, null, null, null, null);

    public ClaimRequest(
            @Nullable Integer limit,
            @Nullable Integer leaseSeconds,
            @Nullable List<String> reasons,
            @Nullable Order order,
            @Nullable List<String> presets,
            @Nullable Instant createdAfter,
            @Nullable Instant createdBefore,
            @Nullable List<UUID> reviewIds) {
        this.reviewIds = reviewIds == null ? List.of() : List.copyOf(reviewIds);
        if (this.reviewIds.size() > MOST) {
            throw new IllegalArgumentException("reviewIds must be at most " + MOST);
        }
        int standard = this.reviewIds.isEmpty() ? 20 : this.reviewIds.size();
        this.limit = within(limit, standard, MOST, 1, "limit");
        this.leaseSeconds = within(leaseSeconds, 300, 3600, 5, "leaseSeconds");
        this.reasons = reasons == null ? List.of() : List.copyOf(reasons);
        this.order = order == null ? Order.OLDEST : order;
        this.presets = presets == null ? List.of() : List.copyOf(presets);
        this.createdAfter = createdAfter;
        this.createdBefore = createdBefore;
        if (this.presets.stream().anyMatch(preset -> preset.contains(" "))) {
            throw new IllegalArgumentException("presets must be names, which hold no space");
        }
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
