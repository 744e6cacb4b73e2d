package io.darkroom.ingest.intake.direct;

import io.darkroom.contracts.UploadRequest;
import io.darkroom.imaging.ImageType;
import io.darkroom.ingest.intake.IntakeBody;
import io.darkroom.ingest.intake.Spool;
import io.darkroom.ingest.upload.Fields;
import io.darkroom.ingest.upload.FileName;
import io.darkroom.ingest.upload.UploadRequests;
import io.darkroom.service.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code POST /v1/uploads}: everything that is wrong at once. */
@ApplicationScoped
class AnnouncementReader {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST = 255;
    private static final List<String> TYPES =
            Arrays.stream(ImageType.values()).map(ImageType::contentType).toList();

    private final UploadRequests requests;
    private final Spool spool;

    AnnouncementReader(UploadRequests requests, Spool spool) {
        this.requests = requests;
        this.spool = spool;
    }

    /**
     * Reads it. Blocks.
     *
     * @throws io.darkroom.service.problem.ProblemException with all that is wrong
     */
    Announcement read(IntakeBody body, String tenant, boolean administrator) {
        Fields fields = body.fields();
        String fileName = FileName.clean(fields.text("fileName", LONGEST));
        String contentType = contentType(body);
        Long bytes = bytes(fields);
        String sha256 = sha256(fields);
        UploadRequest request = body.request(requests, tenant, administrator);
        body.requireNothingElse();
        return new Announcement(
                fileName,
                Objects.requireNonNull(contentType),
                Objects.requireNonNull(bytes),
                sha256,
                Objects.requireNonNull(request));
    }

    /** A checksum in a body, if it is there. */
    static @Nullable String sha256(Fields fields) {
        String text = fields.text("sha256", LONGEST);
        if (text == null) {
            return null;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (!SHA256.matcher(lower).matches()) {
            fields.wrong(
                    ProblemType.FIELD_INVALID, "sha256", "must be 64 hexadecimal digits (SHA-256)");
        }
        return lower;
    }

    private static @Nullable String contentType(IntakeBody body) {
        String type = body.required("contentType", LONGEST);
        if (type != null && !TYPES.contains(type)) {
            body.fields()
                    .wrong(
                            ProblemType.MEDIA_TYPE_UNSUPPORTED,
                            "contentType",
                            "is not one of " + String.join(", ", TYPES));
        }
        return type;
    }

    private @Nullable Long bytes(Fields fields) {
        var node = fields.node("bytes");
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 1) {
            fields.wrong(
                    ProblemType.FIELD_INVALID, "bytes", "must be the size of the file, 1 or more");
            return null;
        }
        if (node.longValue() > spool.maxBytes()) {
            fields.wrong(
                    ProblemType.FILE_TOO_LARGE,
                    "bytes",
                    "is %d; at most %d are taken".formatted(node.longValue(), spool.maxBytes()));
        }
        return node.longValue();
    }
}
