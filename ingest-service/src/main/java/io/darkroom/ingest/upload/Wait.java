package io.darkroom.ingest.upload;

import io.darkroom.contracts.Stage;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.StageEntity;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which stages an uploader waits for, and for how long.
 *
 * @param stages none where nobody waits
 */
record Wait(Set<Stage> stages, Duration timeout) {
    static final Wait NONE = new Wait(Set.of(), Duration.ZERO);
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s)");

    Wait {
        stages = Set.copyOf(stages);
    }

    /**
     * Reads {@code ?wait=caption,auto-tag&timeout=10s}.
     *
     * @throws ProblemException where a stage is unknown or not planned, or the time is wrong
     */
    static Wait parse(
            @Nullable String stages,
            @Nullable String timeout,
            Collection<Stage> planned,
            UploadConfig config) {
        if (stages == null) {
            return NONE;
        }
        var named =
                Arrays.stream(stages.split(",", -1))
                        .map(String::strip)
                        .map(id -> planned(id, planned))
                        .collect(Collectors.toUnmodifiableSet());
        return new Wait(named, timeout == null ? config.defaultWait() : time(timeout, config));
    }

    /** Whether all the stages have ended, whatever their status. */
    boolean isOver(AssetRows rows) {
        return stages.stream()
                .allMatch(stage -> rows.stage(stage).filter(StageEntity::pending).isEmpty());
    }

    private static Stage planned(String id, Collection<Stage> planned) {
        return Stage.find(id)
                .filter(planned::contains)
                .orElseThrow(() ->
                        wrong(
                                "wait",
                                "'%s' is not among the stages of this upload: %s"
                                        .formatted(id, planned)));
    }

    private static Duration time(String text, UploadConfig config) {
        var match = TIME.matcher(text);
        if (match.matches()) {
            long number = Long.parseLong(match.group(1));
            var time =
                    match.group(2).equals("s")
                            ? Duration.ofSeconds(number)
                            : Duration.ofMillis(number);
            if (time.compareTo(config.maxWait()) <= 0) {
                return time;
            }
        }
        throw wrong(
                "timeout",
                "must be seconds or milliseconds such as 10s or 500ms, at most %ds"
                        .formatted(config.maxWait().toSeconds()));
    }

    private static ProblemException wrong(String parameter, String detail) {
        return ProblemType.PARAMETER_INVALID.exception(detail, Problem.Place.of(parameter, detail));
    }
}
