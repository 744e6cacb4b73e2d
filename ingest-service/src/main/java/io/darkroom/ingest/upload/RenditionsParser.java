package io.darkroom.ingest.upload;

import io.darkroom.contracts.UploadRequest.Renditions;
import io.darkroom.contracts.UploadRequest.Renditions.Format;
import io.darkroom.service.problem.ProblemType;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads which files of a crop are asked for beside the default one. */
final class RenditionsParser {
    private static final int MOST_WIDTHS = 8;

    /** One request must not keep a worker busy for minutes. */
    private static final int MOST_FILES = 96;

    private RenditionsParser() {}

    static @Nullable Renditions read(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        var renditions =
                new Renditions(
                        fields.counts(
                                "widths", MOST_WIDTHS, Renditions.NARROWEST, Renditions.WIDEST),
                        fields.list(
                                "formats",
                                Format.values().length,
                                ProblemType.FIELD_INVALID,
                                (name, at) -> format(fields, name, at)),
                        fields.flag("upscale"));
        fields.refuseOthers();
        return renditions;
    }

    private static Optional<Format> format(Fields fields, String name, String at) {
        var format = Arrays.stream(Format.values()).filter(f -> f.json().equals(name)).findFirst();
        if (format.isEmpty()) {
            fields.wrongAt(
                    ProblemType.FIELD_INVALID,
                    at,
                    "'%s' is no format of a crop; formats are jpeg, webp and avif".formatted(name));
        }
        return format;
    }

    static void check(@Nullable Renditions asked, int ratios, Fields fields) {
        if (asked != null && asked.count() * ratios > MOST_FILES) {
            fields.wrong(
                    ProblemType.FIELD_INVALID,
                    "renditions",
                    "asks for %d files (ratios times widths times formats); at most %d are made"
                            .formatted(asked.count() * ratios, MOST_FILES));
        }
    }
}
