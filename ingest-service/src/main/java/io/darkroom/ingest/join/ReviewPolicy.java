package io.darkroom.ingest.join;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Finding;
import io.darkroom.contracts.Outpaint;
import io.darkroom.contracts.StageStatus;
import io.darkroom.contracts.StageStatus.Status;
import io.darkroom.contracts.UploadRequest.Moderation;
import io.darkroom.contracts.UploadRequest.OnStageFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Decides, by the record alone, whether a person must look before an asset goes out. */
final class ReviewPolicy {
    /** Which rules decided; raised when they change. */
    static final String VERSION = "1";

    /** What stages report of an original that cannot be decoded. */
    private static final Set<String> UNDECODABLE =
            Set.of(
                    Failure.TYPE_PREFIX + "image-corrupt",
                    Failure.TYPE_PREFIX + "image-truncated",
                    Failure.TYPE_PREFIX + "not-an-image");

    private ReviewPolicy() {}

    /** Decides on a record of which no stage is pending. */
    static Decision decide(Asset record) {
        if (record.stages().stream().allMatch(ReviewPolicy::undecodable)) {
            return new Decision.Unusable();
        }
        if (!record.complete() && record.request().onStageFailure() == OnStageFailure.HOLD) {
            return new Decision.Hold();
        }
        var reasons = reasons(record);
        return reasons.isEmpty() ? new Decision.Publish() : new Decision.Review(reasons);
    }

    private static List<Finding> reasons(Asset record) {
        var reasons = new ArrayList<Finding>();
        if (record.request().moderation() == Moderation.REQUIRED) {
            reasons.add(new Finding("requested", null, "The uploader asked for a review"));
        }
        Outpaint outpaint = record.outpaint();
        if (outpaint != null) {
            reasons.add(
                    new Finding("outpaint", null, "Parts of the extended picture are invented"));
            reasons.addAll(outpaint.findings());
        }
        if (record.request().onStageFailure() == OnStageFailure.REVIEW
                && record.request().moderation() != Moderation.SKIP) {
            record.stages().stream()
                    .filter(ReviewPolicy::failed)
                    .forEach(stage ->
                            reasons.add(
                                    new Finding(
                                            "preset-rule",
                                            null,
                                            "Stage %s ended as %s"
                                                    .formatted(stage.stage(), stage.status()))));
        }
        return reasons;
    }

    private static boolean failed(StageStatus stage) {
        return stage.status() == Status.FAILED || stage.status() == Status.TIMED_OUT;
    }

    private static boolean undecodable(StageStatus stage) {
        Failure error = stage.error();
        return stage.status() == Status.FAILED
                && error != null
                && UNDECODABLE.contains(error.type());
    }
}
