package io.darkroom.local.demo;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Box;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Crop;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Outpaint;
import io.darkroom.contracts.Point;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageStatus;
import io.darkroom.contracts.Tag;
import io.darkroom.contracts.UploadRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asset records for tests. */
final class SampleAssets {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private SampleAssets() {}

    static Asset published(String fileName) {
        return asset(fileName, "A table", "table", Asset.State.PUBLISHED, null);
    }

    static Asset inReview(Asset.@Nullable Review review) {
        return asset("table.jpg", "A table", "table", Asset.State.IN_REVIEW, review);
    }

    static Asset withText(String text) {
        return asset(text, text, text, Asset.State.PUBLISHED, null);
    }

    private static Asset asset(
            String fileName,
            String alt,
            String tag,
            Asset.State state,
            Asset.@Nullable Review review) {
        var source = Source.builtIn(NOW);
        return new Asset(
                UUID.fromString("01939f4e-0000-7000-8000-000000000001"),
                "default",
                null,
                3,
                state,
                true,
                NOW,
                NOW,
                fileName,
                null,
                new Original("image/jpeg", 1000, 3000, 2000, "ab".repeat(32), null),
                UploadRequest.EMPTY,
                List.of(new Caption("en", alt, null, false, source)),
                List.of(new Tag(tag, "en", 0.93, source)),
                null,
                List.of(
                        new Crop(
                                new Ratio("16:9"),
                                new Box(0, 120, 3000, 1687),
                                new Point(0.5, 0.5),
                                0.81,
                                List.of(),
                                List.of("crop-16x9"))),
                new Outpaint(
                        new Ratio("16:9"),
                        alt,
                        "built-in",
                        "reflect",
                        List.of(),
                        null,
                        List.of("outpaint-16x9")),
                List.of(),
                List.of(
                        new StageStatus(
                                Stage.CAPTION,
                                StageStatus.Status.SUCCEEDED,
                                1,
                                1,
                                "built-in",
                                120L,
                                null,
                                NOW,
                                null)),
                review,
                List.of());
    }
}
