package io.darkroom.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Operations' latest word on a stage, for all its instances. Its record's key is the stage.
 *
 * @param paused no new work is begun
 * @param concurrency records in work at once on each instance; absent for the instance's own
 *     setting
 * @param by the person; what a person paused only a person resumes
 * @param canary which canary works beside the stage, and on how much; absent for none
 */
public record StageControl(
        Stage stage,
        boolean paused,
        @Nullable Integer concurrency,
        String by,
        @Nullable String reason,
        Instant at,
        @Nullable Canary canary) {
    /** The CloudEvents type. */
    public static final String TYPE = "io.darkroom.StageControl.v1";

    public StageControl {
        Require.present(stage, "stage");
        Require.text(by, "by");
        Require.present(at, "at");
        if (concurrency != null) {
            Require.positive(concurrency, "concurrency");
        }
    }

    /** A word that wants no canary. */
    public StageControl(
            Stage stage,
            boolean paused,
            @Nullable Integer concurrency,
            String by,
            @Nullable String reason,
            Instant at) {
        this(stage, paused, concurrency, by, reason, at, null);
    }

    /**
     * A canary: instances of the same stage with another model or version, which do a share of its
     * work once more and report to operations only.
     *
     * @param name as its instances are configured: a lower-case letter or digit, then up to 39 of
     *     these and hyphens
     * @param percent the share of the work, above 0, 100 at most
     * @param since work that was sent out before is none of its
     */
    public record Canary(String name, double percent, Instant since) {
        private static final String NAME = "[a-z0-9][a-z0-9-]{0,39}";
        private static final int PARTS = 1_000_000;

        public Canary {
            if (!isName(Require.text(name, "canary.name"))) {
                throw new IllegalArgumentException(
                        "canary.name must be a lower-case letter or digit and up to 39 of these and"
                                + " hyphens, was '"
                                + name
                                + "'");
            }
            if (!(percent > 0 && percent <= 100)) {
                throw new IllegalArgumentException(
                        "canary.percent must be above 0 and 100 at most, was " + percent);
            }
            Require.present(since, "canary.since");
        }

        /** Whether a canary can have this name. */
        public static boolean isName(String name) {
            return name.matches(NAME);
        }

        /**
         * Whether the asset is in the share: decided by a hash of its id, so that every instance
         * and every repeat decides alike, and a greater share holds all of a smaller one.
         */
        public boolean takes(UUID asset) {
            var hash = EventIds.of("canary/" + name + "/" + asset);
            // The first 48 bits are the hash's own; later ones tell the version of the id.
            long drawn = hash.getMostSignificantBits() >>> 16;
            return drawn % PARTS < percent * (PARTS / 100);
        }
    }
}
