package io.darkroom.captioning.autotag;

import static java.util.Objects.requireNonNullElse;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.UploadRequest.TagRequest;
import io.darkroom.stage.StageInput;
import io.darkroom.stage.StageWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Labels a picture: the engine's labels, and the keywords that the file itself brought, marked as
 * its own.
 */
@ApplicationScoped
class AutoTagStage implements StageWork {
    private static final TagRequest DEFAULTS = new TagRequest(null, 0.0, 30);

    private final TagEngine engine;
    private final Clock clock = Clock.systemUTC();

    AutoTagStage(TagEngine engine) {
        this.engine = engine;
    }

    @Override
    public Stage stage() {
        return Stage.AUTO_TAG;
    }

    @Override
    public Object parameters(AssetUploaded asset) {
        return new Parameters(engine.name(), engine.version(), request(asset));
    }

    @Override
    public StageOutcome run(StageInput input) {
        TagRequest request = request(input.asset());
        var answer = engine.label(input.original());
        var tags =
                TagMerge.merge(
                        Stream.concat(
                                        FileKeywords.of(input.original(), Instant.now(clock))
                                                .stream(),
                                        answer.tags().stream())
                                .toList(),
                        requireNonNullElse(request.minConfidence(), DEFAULTS.minConfidence()),
                        requireNonNullElse(request.max(), DEFAULTS.max()));
        return new StageOutcome.Succeeded(
                new StageResult.Tagged(tags),
                List.of(),
                engine.name(),
                answer.model(),
                answer.cost(),
                List.of());
    }

    private static TagRequest request(AssetUploaded asset) {
        return requireNonNullElse(asset.request().tags(), DEFAULTS);
    }

    /** What, besides the picture, decides the tags. */
    private record Parameters(String engine, String version, TagRequest request) {}
}
