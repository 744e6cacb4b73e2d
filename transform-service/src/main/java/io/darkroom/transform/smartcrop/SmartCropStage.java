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
import io.darkroom.contracts.UploadRequest.Renditions;
import io.darkroom.contracts.UploadRequest.Renditions.Format;
import io.darkroom.imaging.ImageDecoder;
import io.darkroom.imaging.ImageEncoder;
import io.darkroom.imaging.ImageInfo;
import io.darkroom.imaging.ImageType;
import io.darkroom.imaging.PerceptualHash;
import io.darkroom.imaging.Picture;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.imaging.analysis.Composition;
import io.darkroom.stage.StageInput;
import io.darkroom.stage.StageWork;
import io.darkroom.transform.Pictures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Decodes and analyses once, then finds and cuts a box for every ratio that was asked for. */
@ApplicationScoped
public class SmartCropStage implements StageWork {
    private static final String ENGINE = "built-in";

    /** Raised where the same picture would get other boxes or files. */
    private static final int VERSION = 5;

    /** What a request without ratios asks for. */
    private static final List<Ratio> DEFAULT_RATIOS =
            List.of(new Ratio("1:1"), new Ratio("16:9"), new Ratio("4:5"));

    private final Analyser analyser;
    private final boolean debugPicture;

    /**
     * @param debugPicture whether a picture of why the crops are as they are is made for reviewers
     */
    public SmartCropStage(
            Analyser analyser,
            @ConfigProperty(name = "darkroom.smart-crop.debug-picture", defaultValue = "true")
                    boolean debugPicture) {
        this.analyser = analyser;
        this.debugPicture = debugPicture;
    }

    /**
     * What decides the outcome beside the original.
     *
     * @param faces what looks for faces
     * @param avif whether AVIF is asked for and can be written here, so that a run after libvips
     *     was installed makes what an earlier one could not
     */
    record Parameters(
            String engine,
            int version,
            String faces,
            List<Ratio> ratios,
            @Nullable Point focalPoint,
            @Nullable Renditions renditions,
            boolean avif,
            boolean debugPicture) {}

    @Override
    public Stage stage() {
        return Stage.SMART_CROP;
    }

    @Override
    public Parameters parameters(AssetUploaded asset) {
        Renditions renditions = asset.request().renditions();
        boolean asksAvif = CropFiles.of(renditions).formats().contains(Format.AVIF);
        return new Parameters(
                ENGINE,
                VERSION,
                analyser.faceSearch(),
                ratios(asset),
                asset.request().focalPoint(),
                renditions,
                asksAvif && ImageEncoder.writes(ImageType.AVIF),
                debugPicture);
    }

    @Override
    public StageOutcome run(StageInput input) {
        List<Ratio> ratios = ratios(input.asset());
        if (ratios.isEmpty()) {
            return new StageOutcome.Skipped("No ratio was asked for.");
        }
        CropFiles files = CropFiles.of(input.asset().request().renditions());
        analyser.prepare();
        ImageDecoder.Decoded decoded =
                Pictures.decode(input.original(), size -> shortSide(files, ratios, size));
        ImageInfo info = decoded.info();
        try (Picture picture = decoded.picture()) {
            return crop(input, picture, new Frame(info.width(), info.height()), files);
        }
    }

    private static int shortSide(CropFiles files, List<Ratio> ratios, Pictures.Size size) {
        double scale = files.scale(ratios, size.width(), size.height());
        return (int) Math.ceil(Math.min(size.width(), size.height()) * scale);
    }

    private StageOutcome crop(StageInput input, Picture picture, Frame full, CropFiles files) {
        Point chosen = input.asset().request().focalPoint();
        Composition composition;
        PerceptualHash hash;
        try (Picture enough = Analyser.enough(picture)) {
            composition = analyser.compose(enough.mat());
            hash = PerceptualHash.of(enough);
        }
        Interest interest = Interest.of(composition, chosen);
        var search = new CropSearch(full.width(), full.height(), interest);
        var shelf = new CropShelf(input);
        var crops = new ArrayList<Crop>();
        for (Ratio ratio : ratios(input.asset())) {
            CropSearch.Choice choice = search.search(ratio);
            var frame = new Frame(choice.box().width(), choice.box().height());
            List<String> names =
                    shelf.store(
                            files.wanted(ratio, frame),
                            new CropCutter(picture, choice.box(), full));
            crops.add(
                    new Crop(
                            ratio,
                            choice.box(),
                            interest.centre(),
                            choice.score(),
                            choice.keeps(),
                            names));
        }
        if (debugPicture) {
            shelf.storeDebug(DebugPicture.draw(picture, full, composition, interest, crops));
        }
        var result = new StageResult.Cropped(focalPoint(interest), crops, hash.toString());
        return new StageOutcome.Succeeded(
                result, shelf.variants(), ENGINE, null, null, shelf.warnings());
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
