package io.darkroom.transform.outpaint;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Point;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.contracts.UploadRequest.OutpaintRequest;
import io.darkroom.imaging.Picture;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.imaging.analysis.Analysis;
import io.darkroom.stage.TerminalStageException;
import io.darkroom.transform.Pictures;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/** Makes the picture: by the model where there is one, else by the ladder. */
final class OutpaintEngine {
    static final String BUILT_IN = "built-in";

    /** Raised where the same picture would be extended in another way. */
    static final int VERSION = 5;

    private static final long ANY_SEED = 1;

    private final Analyser analyser;
    private final OutpaintSettings settings;

    OutpaintEngine(Analyser analyser, OutpaintSettings settings) {
        this.analyser = analyser;
        this.settings = settings;
    }

    /**
     * What was made, and what it is to be held against.
     *
     * @param model null where the ladder made it
     * @param prompt that the model was given
     */
    record Made(
            Extended extended,
            Raster original,
            Background background,
            @Nullable ImageEdits model,
            @Nullable String prompt) {

        Guard.Subject toGuard() {
            return new Guard.Subject(
                    colours(extended.picture()),
                    extended.canvas(),
                    extended.kept(),
                    original,
                    background,
                    extended.detailed());
        }
    }

    /**
     * @param scaled the original at the size of the canvas's placement; stays open
     * @param size of the original itself
     * @throws TerminalStageException where it cannot be done honestly
     */
    Made make(Picture scaled, Pictures.Size size, OutpaintRequest request) {
        Analysis analysis = analyser.analyse(scaled.mat());
        var background = new Background(analysis);
        ImageEdits model = settings.model();
        if (model != null) {
            return byModel(model, scaled, size, request, analysis, background);
        }
        if (request.background() != null) {
            throw new TerminalStageException(
                    Failure.of(
                            "outpaint-model-missing",
                            "This needs an image model",
                            "A background is replaced by a model only; none is configured here"
                                    + " (darkroom.image-model)."));
        }
        Plan plan = Plan.of(size.width(), size.height(), request, background);
        Extended extended = Outpainter.extend(scaled, plan, background);
        return new Made(extended, colours(scaled), background, null, null);
    }

    private Made byModel(
            ImageEdits model,
            Picture scaled,
            Pictures.Size size,
            OutpaintRequest request,
            Analysis analysis,
            Background background) {
        Canvas canvas = Canvas.around(size.width(), size.height(), request);
        UploadRequest.Background replaced = request.background();
        String prompt =
                settings.rules()
                        .prompt(
                                request.instruction(),
                                Objects.requireNonNullElse(request.avoid(), List.of()),
                                !analysis.faces().isEmpty(),
                                replaced != null);
        try (Picture flat = scaled.flattened()) {
            Raster original = Raster.of(flat.mat());
            SubjectCut subject =
                    replaced == null ? null : cut(original, replaced.subject(), background);
            long seed = Objects.requireNonNullElse(request.seed(), ANY_SEED);
            Extended extended =
                    new ModelOutpainter(model).extend(original, canvas, subject, prompt, seed);
            return new Made(extended, original, background, model, prompt);
        }
    }

    private static SubjectCut cut(
            Raster original, @Nullable List<Point> outline, Background background) {
        return outline == null
                ? SubjectCut.find(original, background)
                : SubjectCut.within(outline, original.width(), original.height());
    }

    private static Raster colours(Picture picture) {
        if (!picture.hasAlpha()) {
            return Raster.of(picture.mat());
        }
        try (var _ = new PointerScope()) {
            var colours = new Mat();
            cvtColor(picture.mat(), colours, COLOR_BGRA2BGR);
            return Raster.of(colours);
        }
    }
}
