package io.darkroom.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a stage ended for an asset, or that it will end later. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StageOutcome.Succeeded.class, name = "SUCCEEDED"),
    @JsonSubTypes.Type(value = StageOutcome.Skipped.class, name = "SKIPPED"),
    @JsonSubTypes.Type(value = StageOutcome.Failed.class, name = "FAILED"),
    @JsonSubTypes.Type(value = StageOutcome.Deferred.class, name = "DEFERRED")
})
public sealed interface StageOutcome {

    /** The outcome's kind as it stands in JSON and in deterministic event ids. */
    default String kind() {
        return switch (this) {
            case Succeeded _ -> "SUCCEEDED";
            case Skipped _ -> "SKIPPED";
            case Failed _ -> "FAILED";
            case Deferred _ -> "DEFERRED";
        };
    }

    /**
     * The work is done.
     *
     * @param engine what did it, such as {@code built-in}
     * @param cost absent where nothing was paid
     * @param warnings what the uploader should know, such as a language that could not be written
     */
    record Succeeded(
            StageResult result,
            List<StoredVariant> variants,
            String engine,
            @Nullable String model,
            @Nullable Cost cost,
            List<Finding> warnings)
            implements StageOutcome {
        public Succeeded {
            Require.present(result, "outcome.result");
            Require.text(engine, "outcome.engine");
            variants = Require.list(variants, "outcome.variants");
            warnings = Require.list(warnings, "outcome.warnings");
        }
    }

    /**
     * There was nothing to do.
     *
     * @param reason a sentence
     */
    record Skipped(String reason) implements StageOutcome {
        public Skipped {
            Require.text(reason, "outcome.reason");
        }
    }

    /** The work could not be done, and trying again would not help. */
    record Failed(Failure error) implements StageOutcome {
        public Failed {
            Require.present(error, "outcome.error");
        }
    }

    /**
     * No end: the work may not be done before a time, for a reason that is neither the stage's nor
     * the picture's fault, such as a budget that is used up. The stage stays PENDING, and whoever
     * keeps what is owed sends the work out again from then on.
     *
     * @param reason why, as it is shown meanwhile
     * @param until the work need not be sent out before
     */
    record Deferred(Failure reason, Instant until) implements StageOutcome {
        public Deferred {
            Require.present(reason, "outcome.reason");
            Require.present(until, "outcome.until");
        }
    }
}
