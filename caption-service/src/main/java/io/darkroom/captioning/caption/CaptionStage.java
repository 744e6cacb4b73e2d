package io.darkroom.captioning.caption;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Finding;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.UploadRequest.CaptionRequest;
import io.darkroom.stage.StageInput;
import io.darkroom.stage.StageWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a text alternative in every language that was asked for and that the engine can write. */
@ApplicationScoped
class CaptionStage implements StageWork {
    /** Warns of a language that was left out. */
    static final String LANGUAGE_UNSUPPORTED = "language-unsupported";

    private static final List<String> DEFAULT_LANGUAGES = List.of("en");

    private final CaptionEngine engine;

    CaptionStage(CaptionEngine engine) {
        this.engine = engine;
    }

    @Override
    public Stage stage() {
        return Stage.CAPTION;
    }

    @Override
    public Object parameters(AssetUploaded asset) {
        return new Parameters(
                engine.name(), engine.version(), languages(asset), purpose(asset), metadata(asset));
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
    public Optional<StageOutcome.Skipped> withoutLook(AssetUploaded asset) {
        List<String> languages = languages(asset);
        return languages.stream().anyMatch(engine::writes)
                ? Optional.empty()
                : Optional.of(
                        new StageOutcome.Skipped(
                                "The "
                                        + engine.name()
                                        + " engine writes none of the languages asked for: "
                                        + String.join(", ", languages)));
    }

    @Override
    public StageOutcome run(StageInput input) {
        var asset = input.asset();
        List<String> languages = languages(asset);
        List<String> written = languages.stream().filter(engine::writes).toList();
        var answer =
                engine.write(
                        input,
                        new CaptionEngine.Question(
                                asset.tenant(),
                                asset.description().sha256(),
                                written,
                                purpose(asset),
                                metadata(asset)));
        List<Finding> warnings =
                Stream.concat(
                                languages.stream()
                                        .filter(it -> !written.contains(it))
                                        .map(this::leftOut),
                                answer.findings().stream())
                        .toList();
        return new StageOutcome.Succeeded(
                new StageResult.Captioned(answer.captions()),
                List.of(),
                engine.name(),
                answer.model(),
                answer.cost(),
                warnings);
    }

    private Finding leftOut(String language) {
        return new Finding(
                LANGUAGE_UNSUPPORTED,
                null,
                "The "
                        + engine.name()
                        + " engine cannot write '"
                        + language
                        + "'; it was left out");
    }

    private static List<String> languages(AssetUploaded asset) {
        CaptionRequest caption = asset.request().caption();
        List<String> asked = caption == null ? null : caption.languages();
        return asked == null || asked.isEmpty()
                ? DEFAULT_LANGUAGES
                : asked.stream().distinct().toList();
    }

    private static @Nullable String purpose(AssetUploaded asset) {
        CaptionRequest caption = asset.request().caption();
        return caption == null ? null : caption.purpose();
    }

    private static Map<String, JsonNode> metadata(AssetUploaded asset) {
        return requireNonNullElse(asset.request().metadata(), Map.of());
    }

    /** What, besides the picture, decides the captions. */
    private record Parameters(
            String engine,
            String version,
            List<String> languages,
            @Nullable String purpose,
            Map<String, JsonNode> metadata) {}
}
