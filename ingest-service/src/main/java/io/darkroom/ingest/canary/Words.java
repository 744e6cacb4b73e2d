package io.darkroom.ingest.canary;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import java.util.stream.Collectors;

/** What was made of an asset, in one line for a person. */
final class Words {
    private Words() {}

    static String of(StageOutcome outcome) {
        return switch (outcome) {
            case StageOutcome.Succeeded done -> of(done.result());
            case StageOutcome.Skipped(String reason) -> "skipped: " + reason;
            case StageOutcome.Failed(var error) -> "failed: " + error.title();
            case StageOutcome.Deferred(var reason, var until) ->
                    "put off until " + until + ": " + reason.title();
        };
    }

    private static String of(StageResult result) {
        return switch (result) {
            case StageResult.Captioned(var captions) ->
                    captions.stream()
                            .map(each -> each.language() + ": " + each.alt())
                            .collect(Collectors.joining(" | "));
            case StageResult.Tagged(var tags) ->
                    tags.stream().map(each -> each.label()).collect(Collectors.joining(", "));
            case StageResult.Cropped cropped ->
                    cropped.crops().stream()
                            .map(each -> each.ratio().text() + " at " + of(each.box()))
                            .collect(Collectors.joining(", "));
            case StageResult.Extended(var outpaint) ->
                    outpaint.aspectRatio().text() + ", " + outpaint.method();
        };
    }

    private static String of(Box box) {
        return "%d,%d %dx%d".formatted(box.x(), box.y(), box.width(), box.height());
    }
}
