package io.darkroom.transform.smartcrop;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Crop;
import io.darkroom.contracts.FocalPoint;
import io.darkroom.contracts.Point;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.StoredVariant;
import io.darkroom.imaging.Picture;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.imaging.analysis.Analysis;
import io.darkroom.stage.StageInput;
import io.darkroom.stage.StageWork;
import io.darkroom.transform.Pictures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes and analyses once, then finds and cuts a box for every ratio that was asked for. */
@ApplicationScoped
public class SmartCropStage implements StageWork {
    private static final String ENGINE = "built-in";

    /** Raised where the same picture would get other boxes or files. */
    private static final int VERSION = 1;

    /** What a request without ratios asks for. */
    private static final List<Ratio> DEFAULT_RATIOS =
            List.of(new Ratio("1:1"), new Ratio("16:9"), new Ratio("4:5"));

    private final Analyser analyser;

    SmartCropStage(Analyser analyser) {
        this.analyser = analyser;
    }

    /** What decides the outcome beside the original. */
    record Parameters(String engine, int version, List<Ratio> ratios, @Nullable Point focalPoint) {}

    @Override
    public Stage stage() {
        return Stage.SMART_CROP;
    }

    @Override
    public Parameters parameters(AssetUploaded asset) {
        return new Parameters(ENGINE, VERSION, ratios(asset), asset.request().focalPoint());
    }

    @Override
    public StageOutcome run(StageInput input) {
        List<Ratio> ratios = ratios(input.asset());
        if (ratios.isEmpty()) {
            return new StageOutcome.Skipped("No ratio was asked for.");
        }
        // Every largest box spans a whole side, so this is enough for every file.
        try (Picture picture = Pictures.decode(input.original(), CropFile.LONG_SIDE)) {
            return crop(input, picture, ratios);
        }
    }

    private StageOutcome crop(StageInput input, Picture picture, List<Ratio> ratios) {
        Point chosen = input.asset().request().focalPoint();
        Analysis analysis = analyser.analyse(picture.mat());
        Interest interest = Interest.of(analysis, chosen);
        var size = Pictures.size(input.original());
        var search = new CropSearch(size.width(), size.height(), interest);
        var crops = new ArrayList<Crop>();
        var files = new ArrayList<StoredVariant>();
        for (Ratio ratio : ratios) {
            CropSearch.Choice choice = search.search(ratio);
            CropFile file = CropFile.cut(picture, choice.box(), size.width(), size.height());
            String name = "crop-" + ratio.slug();
            files.add(
                    input.store(
                            name,
                            file.content(),
                            file.contentType(),
                            file.width(),
                            file.height(),
                            false));
            crops.add(
                    new Crop(
                            ratio,
                            choice.box(),
                            interest.centre(),
                            choice.score(),
                            choice.keeps(),
                            List.of(name)));
        }
        var result = new StageResult.Cropped(focalPoint(interest), crops);
        return new StageOutcome.Succeeded(result, files, ENGINE, null, null, List.of());
    }

    private static FocalPoint focalPoint(Interest interest) {
        Instant now = Instant.now();
        Source source =
                interest.chosen() == null
                        ? Source.builtIn(now)
                        : new Source(Source.Kind.PERSON, null, null, null, null, now);
        return new FocalPoint(interest.centre().x(), interest.centre().y(), source);
    }

    private static List<Ratio> ratios(AssetUploaded asset) {
        List<Ratio> asked = asset.request().crops();
        return asked == null ? DEFAULT_RATIOS : asked.stream().distinct().toList();
    }
}
