package io.darkroom.ingest.intake.bulk;

import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import java.util.regex.Pattern;

/**
 * A bucket, or what lies under a prefix of one.
 *
 * @param prefix empty for all of the bucket
 */
record BucketAddress(String bucket, String prefix) {
    private static final Pattern FORM =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.{0,1024}))?");

    /**
     * Reads {@code s3://bucket/prefix}.
     *
     * @throws io.darkroom.service.problem.ProblemException {@code field-invalid}
     */
    static BucketAddress parse(String source) {
        var form = FORM.matcher(source);
        if (!form.matches()) {
            String detail = "must be of the form s3://bucket/prefix";
            throw ProblemType.FIELD_INVALID.exception(
                    "The source " + detail, Problem.Place.at("/source", detail));
        }
        return new BucketAddress(form.group(1), form.group(2) == null ? "" : form.group(2));
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
