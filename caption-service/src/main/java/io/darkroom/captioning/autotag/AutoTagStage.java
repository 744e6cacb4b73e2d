package io.darkroom.captioning.autotag;

import static java.util.Objects.requireNonNullElse;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.Tag;
import io.darkroom.contracts.UploadRequest.TagRequest;
import io.darkroom.contracts.Vocabulary;
import io.darkroom.stage.StageInput;
import io.darkroom.stage.StageWork;
import io.darkroom.stage.TerminalStageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Labels a picture: the engine's labels, and the keywords that the file itself brought, marked as
 * its own; all of them within the vocabulary where one is named.
 */
@ApplicationScoped
class AutoTagStage implements StageWork {
    private static final TagRequest DEFAULTS = new TagRequest(null, 0.0, 30);

    /** Of labels, where captions are asked for in none. */
    private static final String DEFAULT_LANGUAGE = "en";

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
        return new Parameters(
                engine.name(),
                engine.version(),
                request(asset),
                language(asset),
                asset.vocabulary());
    }

    @Override
    public Workload workload() {
        return engine.isRemote() ? Workload.WAITING : Workload.PIXELS;
    }

    @Override
    public int concurrency() {
        return engine.inFlight();
    }

    @Override
    public StageOutcome run(StageInput input) {
        TagRequest request = request(input.asset());
        int max = requireNonNullElse(request.max(), DEFAULTS.max());
        Optional<ClosedList> closed = closed(input.asset());
        List<Tag> own = FileKeywords.of(input.original(), Instant.now(clock));
        var answer = engine.label(input, question(input.asset(), closed, max));
        Stream<Tag> found = Stream.concat(own.stream(), answer.tags().stream());
        List<Tag> tags =
                TagMerge.merge(
                        closed.map(list -> found.flatMap(tag -> list.translate(tag).stream()))
                                .orElse(found)
                                .toList(),
                        requireNonNullElse(request.minConfidence(), DEFAULTS.minConfidence()),
                        max);
        return new StageOutcome.Succeeded(
                new StageResult.Tagged(tags),
                List.of(),
                engine.name(),
                answer.model(),
                answer.cost(),
                List.of());
    }

    private static TagEngine.Question question(
            AssetUploaded asset, Optional<ClosedList> closed, int max) {
        return new TagEngine.Question(
                asset.tenant(),
                asset.description().sha256(),
                language(asset),
                closed.map(ClosedList::labels).orElse(List.of()),
                max);
    }

    /** Fails rather than leave a closed list of which only the name came. */
    private static Optional<ClosedList> closed(AssetUploaded asset) {
        Vocabulary vocabulary = asset.vocabulary();
        String name = request(asset).vocabulary();
        if (vocabulary != null) {
            return Optional.of(new ClosedList(vocabulary, language(asset)));
        }
        if (name != null) {
            throw new TerminalStageException(
                    Failure.of(
                            "vocabulary-unknown",
                            "The vocabulary did not come with the picture",
                            "The request names '" + name + "', and the event has no vocabulary"));
        }
        return Optional.empty();
    }

    private static TagRequest request(AssetUploaded asset) {
        return requireNonNullElse(asset.request().tags(), DEFAULTS);
    }

    private static String language(AssetUploaded asset) {
        var caption = asset.request().caption();
        List<String> languages = caption == null ? null : caption.languages();
        return languages == null || languages.isEmpty() ? DEFAULT_LANGUAGE : languages.getFirst();
    }

    /** What, besides the picture, decides the tags. */
    private record Parameters(
            String engine,
            String version,
            TagRequest request,
            String language,
            @Nullable Vocabulary vocabulary) {}
}
