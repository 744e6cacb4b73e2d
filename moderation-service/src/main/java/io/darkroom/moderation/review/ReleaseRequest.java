package io.darkroom.moderation.review;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer gives back before its lease ends.
 *
 * @param reviewIds 1 to 500; what is not the caller's is left alone
 */
public record ReleaseRequest(List<UUID> reviewIds) {
    private static final int MOST = 500;

    public ReleaseRequest(@Nullable List<UUID> reviewIds) {
        if (reviewIds == null || reviewIds.isEmpty() || reviewIds.size() > MOST) {
            throw new IllegalArgumentException("reviewIds must be 1 to " + MOST + " ids");
        }
        this.reviewIds = List.copyOf(reviewIds);
    }

    /** What was given back. */
    public record Released(List<UUID> reviewIds) {}
}
