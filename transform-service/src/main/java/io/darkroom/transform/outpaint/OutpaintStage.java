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
import io.darkroom.imaging.DescriptiveMetadata;
import io.darkroom.imaging.Encoding;
import io.darkroom.imaging.ImageEncoder;
import io.darkroom.imaging.MetadataWriter;
import io.darkroom.imaging.Picture;
import io.darkroom.imaging.Provenance;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.stage.StageInput;
import io.darkroom.stage.StageWork;
import io.darkroom.stage.TerminalStageException;
import io.darkroom.transform.Pictures;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Extends the background to another ratio without a model: it continues what is there, and invents
 * no things. The long side of the result is at most 2048 pixels; the original is scaled to fit
 * first, and that scaled original stands in the result unchanged, before it is encoded.
 */
@ApplicationScoped
public class OutpaintStage implements StageWork {
    private static final String ENGINE = "built-in";
    private static final String SYSTEM = "Darkroom outpaint (built-in, no trained model)";

    private static final Finding NOT_FOLLOWED =
            new Finding(
                    "instruction-not-followed",
                    null,
                    "The built-in outpaint engine keeps the instruction in the record but cannot"
                            + " follow it: it continues the background that is there. For an"
                            + " instruction to be followed, a model must be configured.");

    /** Raised where the same picture would be extended in another way. */
    private static final int VERSION = 2;

    private static final int QUALITY = 95;

    private final Analyser analyser;

    OutpaintStage(Analyser analyser) {
        this.analyser = analyser;
    }

    /** What decides the outcome beside the original. */
    record Parameters(String engine, int version, @Nullable OutpaintRequest request) {}

    @Override
    public Stage stage() {
        return Stage.OUTPAINT;
    }

    @Override
    public Parameters parameters(AssetUploaded asset) {
        return new Parameters(ENGINE, VERSION, asset.request().outpaint());
    }

    @Override
    public StageOutcome run(StageInput input) {
        OutpaintRequest request = input.asset().request().outpaint();
        if (request == null) {
            return new StageOutcome.Skipped("No extension was asked for.");
        }
        var size = Pictures.size(input.original());
        Ratio ratio = request.aspectRatio();
        if (ratio == null) {
            throw new TerminalStageException(
                    Failure.of(
                            "outpaint-refused",
                            "The picture cannot be extended honestly",
                            "Margins and backgrounds need a model."));
        }
        Canvas canvas = Canvas.around(size.width(), size.height(), ratio, Canvas.Anchor.MIDDLE);
        if (canvas.complete()) {
            return new StageOutcome.Skipped("The picture has the ratio " + ratio + " already.");
        }
        int width = canvas.placement().width();
        int height = canvas.placement().height();
        try (Picture decoded = Pictures.decode(input.original(), Math.min(width, height));
                Picture scaled = decoded.resized(width, height)) {
            return extend(input, request, ratio, scaled, size);
        }
    }

    private StageOutcome extend(
            StageInput input,
            OutpaintRequest request,
            Ratio ratio,
            Picture scaled,
            Pictures.Size size) {
        var background = new Background(analyser.analyse(scaled.mat()));
        Plan plan = Plan.of(size.width(), size.height(), ratio, background);
        Outpainter.Extended extended = Outpainter.extend(scaled, plan, background);
        try (Picture picture = extended.picture()) {
            Canvas canvas = extended.way().canvas();
            String name = "outpaint-" + ratio.slug();
            Encoding encoding = picture.hasAlpha() ? Encoding.png() : Encoding.jpeg(QUALITY);
            var stored =
                    input.store(
                            name,
                            marked(ImageEncoder.encode(picture, encoding)),
                            encoding.type().contentType(),
                            canvas.width(),
                            canvas.height(),
                            true);
            var outpaint =
                    new Outpaint(
                            ratio,
                            request.instruction(),
                            ENGINE,
                            extended.way().filler().method(),
                            new Guard(analyser).findings(extended),
                            canvas.placement(),
                            List.of(name));
            return new StageOutcome.Succeeded(
                    new StageResult.Extended(outpaint),
                    List.of(stored),
                    ENGINE,
                    null,
                    null,
                    List.of(NOT_FOLLOWED));
        }
    }

    /**
     * Says in the file itself that part of it is synthetic, made without a trained model. The
     * prompt of the standard is what a system was given to go by; this one goes by the picture
     * alone, so none is written: the instruction stands in the asset's record.
     */
    private static byte[] marked(byte[] file) {
        var provenance =
                new Provenance(
                        Provenance.COMPOSITE_SYNTHETIC, SYSTEM, String.valueOf(VERSION), null);
        return MetadataWriter.write(file, DescriptiveMetadata.NONE.withProvenance(provenance));
    }
}
