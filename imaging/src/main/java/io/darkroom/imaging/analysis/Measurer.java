package io.darkroom.imaging.analysis;

import io.darkroom.imaging.analysis.Measurements.Background;
import io.darkroom.imaging.analysis.Measurements.Focus;
import io.darkroom.imaging.analysis.Measurements.Light;
import io.darkroom.imaging.analysis.Measurements.Shape;
import io.darkroom.imaging.analysis.Subject.Across;
import io.darkroom.imaging.analysis.Subject.Down;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Takes the measurements of one sample. */
final class Measurer {
    private static final double STANDS_OUT = 0.16;
    private static final double BORDER = 0.12;

    /** What runs from edge to edge is the scene, not a subject in it. */
    private static final double WHOLE = 0.97;

    private final Sample sample;
    private final Saliency saliency;
    private final SubjectMask mask;

    Measurer(Sample sample, Saliency saliency) {
        this.sample = sample;
        this.saliency = saliency;
        this.mask = SubjectMask.of(saliency.map());
    }

    Measurements measure(int width, int height, double sharpness) {
        Subject subject = subject();
        double edges = backgroundEdges(subject);
        double saturation = mean(sample::chroma) / 100;
        return new Measurements(
                Shape.of(width, height),
                Colours.of(sample, _ -> true),
                light(subject),
                mean(i -> sample.l()[i]) / 100,
                deviation() / 100,
                saturation,
                monochrome(),
                sharpness,
                sharpness > 0.1 ? Focus.SHARP : sharpness > 0.025 ? Focus.SOFT : Focus.BLURRED,
                edges < 0.06
                        ? Background.PLAIN
                        : edges < 0.17 ? Background.TEXTURED : Background.BUSY,
                edges,
                backgroundColour(subject),
                share(this::greenery),
                Sky.share(sample),
                subject);
    }

    /** The one thing that stands out, where one does. */
    @Nullable Subject subject() {
        if (mask.isEmpty() || saliency.prominence() < STANDS_OUT) {
            return null;
        }
        IntPredicate inside = mask.cells()::get;
        NamedColour colour = ownColour(inside);
        double[] own = Colours.mean(sample, inside);
        double[] rest = Colours.mean(sample, inside.negate());
        if (colour == null || own == null || rest == null) {
            return null;
        }
        Region region = mask.region();
        if (region.width() > WHOLE && region.height() > WHOLE / 2) {
            return null;
        }
        return new Subject(
                region,
                mask.crown(),
                mask.share(),
                Across.of(region.centreX()),
                Down.of(region.centreY()),
                colour,
                Math.hypot(Math.hypot(own[0] - rest[0], own[1] - rest[1]), own[2] - rest[2]));
    }

    /** The colour by which the subject differs most from the rest, not just its largest. */
    private @Nullable NamedColour ownColour(IntPredicate inside) {
        List<ColourShare> rest = Colours.of(sample, inside.negate());
        return Colours.of(sample, inside).stream()
                .max(
                        Comparator.comparingDouble(
                                own -> own.share() - Colours.share(rest, own.colour())))
                .map(ColourShare::colour)
                .orElse(null);
    }

    private double backgroundEdges(@Nullable Subject subject) {
        int w = sample.width();
        int h = sample.height();
        double sum = 0;
        int count = 0;
        for (int i = 0; i < sample.size(); i++) {
            int x = i % w;
            int y = i / w;
            boolean border =
                    Math.min(x, w - 1 - x) < w * BORDER || Math.min(y, h - 1 - y) < h * BORDER;
            if (border && !(subject != null && mask.cells().get(i))) {
                sum += saliency.edges().at(x, y);
                count++;
            }
        }
        return count == 0 ? saliency.edges().mean() : sum / count;
    }

    private NamedColour backgroundColour(@Nullable Subject subject) {
        IntPredicate outside = i -> subject == null || !mask.cells().get(i);
        List<ColourShare> colours = Colours.of(sample, outside);
        return colours.isEmpty() ? NamedColour.WHITE : colours.getFirst().colour();
    }

    private Light light(@Nullable Subject subject) {
        double luminance = mean(i -> sample.l()[i]) / 100;
        double dark = share(i -> sample.l()[i] < 18);
        double bright = share(i -> sample.l()[i] > 82);
        if (subject == null && luminance < 0.55 && Sky.glowing(sample)) {
            return Light.GLOWING;
        }
        if (dark > 0.25 && bright > 0.12) {
            return Light.BACK_LIT;
        }
        if (luminance < 0.18) {
            return Light.DARK;
        }
        if (deviation() > 27) {
            return Light.HIGH_CONTRAST;
        }
        return luminance < 0.33 ? Light.DIM : luminance > 0.72 ? Light.BRIGHT : Light.EVEN;
    }

    private boolean monochrome() {
        return share(i -> sample.chroma(i) > 7) < 0.01;
    }

    private boolean greenery(int i) {
        double hue = sample.hue(i);
        double l = sample.l()[i];
        return hue > 98 && hue < 155 && sample.chroma(i) > 13 && l > 8 && l < 88;
    }

    private double share(IntPredicate test) {
        return mean(i -> test.test(i) ? 1 : 0);
    }

    private double mean(java.util.function.IntToDoubleFunction value) {
        double sum = 0;
        for (int i = 0; i < sample.size(); i++) {
            sum += value.applyAsDouble(i);
        }
        return sum / sample.size();
    }

    private double deviation() {
        double average = mean(i -> sample.l()[i]);
        return Math.sqrt(mean(i -> (sample.l()[i] - average) * (sample.l()[i] - average)));
    }
}
