package io.darkroom.transform.outpaint;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Finding;
import io.darkroom.contracts.Outpaint;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.UploadRequest.OutpaintRequest;
import io.darkroom.contracts.instruction.Judgement;
import io.darkroom.imaging.Encoding;
import io.darkroom.imaging.ImageEncoder;
import io.darkroom.imaging.Picture;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.stage.StageInput;
import io.darkroom.stage.StageWork;
import io.darkroom.stage.TerminalStageException;
import io.darkroom.transform.Pictures;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Extends a picture, or replaces what is behind its subject: by a model where one is configured,
 * else by continuing what is there, which invents no things. The long side of the result is at most
 * 2048 pixels; the original is scaled to fit first, and that scaled original stands in the result
 * unchanged, before it is encoded.
 */
@ApplicationScoped
public class OutpaintStage implements StageWork {
    private static final Finding NOT_FOLLOWED =
            new Finding(
                    "instruction-not-followed",
                    null,
                    "The built-in outpaint engine keeps the instruction in the record but cannot"
                            + " follow it: it continues the background that is there. For an"
                            + " instruction to be followed, a model must be configured.");

    static final int QUALITY = 95;

    private final Analyser analyser;
    private final OutpaintSettings settings;
    private final OutpaintEngine engine;
    private final Guard guard;

    /** Made by the service, and by whoever measures the stage without one. */
    public OutpaintStage(Analyser analyser, OutpaintSettings settings) {
        this.analyser = analyser;
        this.settings = settings;
        this.engine = new OutpaintEngine(analyser, settings);
        this.guard = new Guard(analyser);
    }

    /**
     * What decides the outcome beside the original.
     *
     * @param faces what looks for faces
     */
    record Parameters(
            String engine,
            int version,
            String faces,
            @Nullable String model,
            List<String> sizes,
            String ruleVersion,
            String promptVersion,
            boolean lossless,
            @Nullable OutpaintRequest request) {}

    @Override
    public Stage stage() {
        return Stage.OUTPAINT;
    }

    @Override
    public Parameters parameters(AssetUploaded asset) {
        ImageEdits model = settings.model();
        return new Parameters(
                model == null ? OutpaintEngine.BUILT_IN : model.engine(),
                OutpaintEngine.VERSION,
                analyser.faceSearch(),
                model == null ? null : model.model(),
                model == null
                        ? List.of()
                        : model.sizes().stream().map(ImageEdits.Size::toString).toList(),
                settings.rules().version(),
                settings.rules().promptVersion(),
                settings.lossless(),
                asset.request().outpaint());
    }

    @Override
    public StageOutcome run(StageInput input) {
        OutpaintRequest request = input.asset().request().outpaint();
        if (request == null) {
            return new StageOutcome.Skipped("No extension was asked for.");
        }
        List<Finding> judged = judged(request.instruction());
        var size = Pictures.size(input.original());
        Canvas canvas = Canvas.around(size.width(), size.height(), request);
        if (canvas.complete() && request.background() == null) {
            return new StageOutcome.Skipped(
                    "The picture has the ratio " + request.aspectRatio() + " already.");
        }
        if (canvas.tooLong()) {
            throw new TerminalStageException(
                    Failure.of(
                            "outpaint-refused",
                            "The picture cannot be extended so far",
                            "With these margins it would be longer than 20:1; ask for less."));
        }
        int width = canvas.placement().width();
        int height = canvas.placement().height();
        try (Picture decoded = Pictures.decode(input.original(), Math.min(width, height));
                Picture scaled = decoded.resized(width, height)) {
            var made = engine.make(scaled, size, request);
            try (Picture _ = made.extended().picture()) {
                return report(input, request, made, judged);
            }
        }
    }

    /** The rules may have changed since the upload, or be stricter here. */
    private List<Finding> judged(String instruction) {
        return switch (settings.rules().judge(instruction)) {
            case Judgement.Allowed() -> List.of();
            case Judgement.Review(String detail) ->
                    List.of(new Finding("instruction-style", null, detail));
            case Judgement.Refused(String detail) ->
                    throw new TerminalStageException(
                            Failure.of(
                                    "instruction-refused", "The instruction is refused", detail));
        };
    }

    private StageOutcome report(
            StageInput input,
            OutpaintRequest request,
            OutpaintEngine.Made made,
            List<Finding> judged) {
        Extended extended = made.extended();
        List<Finding> findings =
                Stream.concat(judged.stream(), guard.findings(made.toGuard()).stream()).toList();
        String name = OutpaintNames.variant(request);
        Picture picture = extended.picture();
        Encoding encoding =
                settings.lossless() || picture.hasAlpha() ? Encoding.png() : Encoding.jpeg(QUALITY);
        var marks = new Marks(settings, made.model(), made.prompt());
        var stored =
                input.store(
                        name,
                        marks.into(ImageEncoder.encode(picture, encoding)),
                        encoding.type().contentType(),
                        extended.canvas().width(),
                        extended.canvas().height(),
                        true);
        Outpaint outpaint = record(request, made, findings, name, marks);
        ImageEdits model = made.model();
        return new StageOutcome.Succeeded(
                new StageResult.Extended(outpaint),
                List.of(stored),
                outpaint.engine(),
                outpaint.model(),
                model == null ? null : model.cost(),
                model == null ? List.of(NOT_FOLLOWED) : List.of());
    }

    private Outpaint record(
            OutpaintRequest request,
            OutpaintEngine.Made made,
            List<Finding> findings,
            String name,
            Marks marks) {
        Canvas canvas = made.extended().canvas();
        ImageEdits model = made.model();
        Ratio ratio = request.aspectRatio();
        return new Outpaint(
                ratio == null ? new Ratio(canvas.width() + ":" + canvas.height()) : ratio,
                request.instruction(),
                model == null ? OutpaintEngine.BUILT_IN : model.engine(),
                made.extended().method(),
                findings,
                canvas.placement(),
                List.of(name),
                request.margins(),
                request.background() == null ? null : true,
                model == null ? null : model.model(),
                request.seed(),
                model == null ? null : settings.rules().promptVersion(),
                settings.rules().version(),
                marks.provenance());
    }
}
