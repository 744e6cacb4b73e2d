package io.darkroom.ingest.join;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Finding;
import io.darkroom.contracts.Outpaint;
import io.darkroom.contracts.StageStatus;
import io.darkroom.contracts.StageStatus.Status;
import io.darkroom.contracts.Tag;
import io.darkroom.contracts.UploadRequest.Moderation;
import io.darkroom.contracts.UploadRequest.OnStageFailure;
import io.darkroom.ingest.rules.ReviewRules;
import io.darkroom.ingest.rules.RulesInForce;
import io.darkroom.ingest.rules.Sampling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides, by the record and the rules alone, whether a person must look before an asset goes out.
 */
final class ReviewPolicy {
    /** What stages report of an original that cannot be decoded. */
    private static final Set<String> UNDECODABLE =
            Set.of(
                    Failure.TYPE_PREFIX + "image-corrupt",
                    Failure.TYPE_PREFIX + "image-truncated",
                    Failure.TYPE_PREFIX + "not-an-image");

    /** The stage holds instructions against their rules; here it is only whether that counts. */
    private static final String STYLE = "instruction-style";

    private ReviewPolicy() {}

    /** Decides on a record of which no stage is pending. */
    static Decision decide(Asset record, RulesInForce rules) {
        if (record.stages().stream().allMatch(ReviewPolicy::undecodable)) {
            return new Decision.Unusable();
        }
        if (!record.complete() && record.request().onStageFailure() == OnStageFailure.HOLD) {
            return new Decision.Hold();
        }
        var reasons = new ArrayList<>(unconditional(record, rules.rules()));
        if (record.request().moderation() != Moderation.SKIP) {
            reasons.addAll(byRules(record, rules.rules(), reasons.isEmpty()));
        }
        if (reasons.isEmpty()) {
            return new Decision.Publish();
        }
        int approvals = rules.rules().approvals(reasons.stream().map(Finding::code).toList());
        return new Decision.Review(reasons, rules.version(), approvals);
    }

    /** What holds although the uploader would skip reviews. */
    private static List<Finding> unconditional(Asset record, ReviewRules rules) {
        var reasons = new ArrayList<Finding>();
        if (record.request().moderation() == Moderation.REQUIRED) {
            reasons.add(new Finding("requested", null, "The uploader asked for a review"));
        }
        Outpaint outpaint = record.outpaint();
        if (outpaint != null) {
            reasons.add(
                    new Finding("outpaint", null, "Parts of the extended picture are invented"));
            outpaint.findings().stream()
                    .filter(found -> !found.code().equals(STYLE) || rules.heeds(STYLE))
                    .forEach(reasons::add);
        }
        return reasons;
    }

    private static List<Finding> byRules(Asset record, ReviewRules rules, boolean nothingElse) {
        var reasons = new ArrayList<Finding>();
        if (rules.holdsAll()) {
            reasons.add(new Finding("preset-rule", null, "The rules hold every asset"));
        }
        if (record.request().onStageFailure() == OnStageFailure.REVIEW) {
            record.stages().stream()
                    .filter(ReviewPolicy::failed)
                    .map(stage -> "Stage %s ended as %s".formatted(stage.stage(), stage.status()))
                    .forEach(why -> reasons.add(new Finding("preset-rule", null, why)));
        }
        record.warnings().stream()
                .filter(warning -> rules.heeds(warning.code()))
                .map(warning -> new Finding(warning.code(), null, detail(warning)))
                .forEach(reasons::add);
        unsureTag(record, rules).ifPresent(reasons::add);
        // Drawn once, before a person saw it: a repair afterwards is no new draw.
        if (nothingElse
                && reasons.isEmpty()
                && record.review() == null
                && Sampling.includes(record.id(), rules.rate())) {
            reasons.add(new Finding("sample", null, "Drawn at random to measure quality"));
        }
        return reasons;
    }

    private static Optional<Finding> unsureTag(Asset record, ReviewRules rules) {
        Double least = rules.minTagConfidence();
        if (least == null) {
            return Optional.empty();
        }
        return record.tags().stream()
                .min(Comparator.comparingDouble(Tag::confidence))
                .filter(tag -> tag.confidence() < least)
                .map(tag ->
                        new Finding(
                                "low-confidence",
                                null,
                                "Tag “%s” has confidence %.2f"
                                        .formatted(tag.label(), tag.confidence())));
    }

    private static @Nullable String detail(Asset.Warning warning) {
        return warning.assetId() == null
                ? warning.detail()
                : Objects.requireNonNullElse(warning.detail(), "See the other asset")
                        + ": "
                        + warning.assetId();
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
