package io.darkroom.transform.outpaint;

import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;

import io.darkroom.contracts.Box;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * What always can be done and pretends nothing: a reflection that melts, quickly with the distance
 * from the original, into a blur of the ground without the subject.
 */
final class BlurredFiller implements Filler {
    private static final int SMALL = 256;
    private static final double SOFT = 2;
    private static final double SOFTEST = 9;
    private static final double MELT = 0.03;

    @Override
    public String method() {
        return "blurred-fill";
    }

    @Override
    public boolean detailed() {
        return false;
    }

    @Override
    public Optional<Raster> fill(Raster original, Canvas canvas, Background background) {
        Raster sharp = reflected(original, canvas);
        Raster ground = reflected(Ground.smooth(original, background), canvas);
        Raster soft = blurred(ground, SOFT);
        Raster softest = blurred(ground, SOFTEST);
        Raster out = Raster.blank(canvas.width(), canvas.height());
        double melt = Math.max(2, Math.max(canvas.width(), canvas.height()) * MELT);
        for (int y = 0; y < canvas.height(); y++) {
            for (int x = 0; x < canvas.width(); x++) {
                double far = distance(canvas.placement(), x, y) / melt;
                Raster near = far < 1 ? sharp : soft;
                Raster next = far < 1 ? soft : softest;
                double share = gently(far < 1 ? far : Math.min(1, (far - 1) / 2));
                for (int c = 0; c < 3; c++) {
                    out.set(x, y, c, near.at(x, y, c) * (1 - share) + next.at(x, y, c) * share);
                }
            }
        }
        out.paste(original, canvas.placement().x(), canvas.placement().y());
        return Optional.of(out);
    }

    /** From 0 to 1 without a kink at either end. */
    private static double gently(double share) {
        return share * share * (3 - 2 * share);
    }

    private static double distance(Box place, int x, int y) {
        int dx = Math.max(place.x() - x, x - (place.x() + place.width() - 1));
        int dy = Math.max(place.y() - y, y - (place.y() + place.height() - 1));
        return Math.max(0, Math.max(dx, dy));
    }

    private static Raster reflected(Raster original, Canvas canvas) {
        Raster out = Raster.blank(canvas.width(), canvas.height());
        Box place = canvas.placement();
        for (int y = 0; y < canvas.height(); y++) {
            int fromY = Mirror.fold(y - place.y(), place.height());
            for (int x = 0; x < canvas.width(); x++) {
                out.copyPixel(x, y, original, Mirror.fold(x - place.x(), place.width()), fromY);
            }
        }
        return out;
    }

    /** Blurred small, where a wide blur costs little. */
    private static Raster blurred(Raster sharp, double sigma) {
        double scale = Math.min(1, (double) SMALL / Math.max(sharp.width(), sharp.height()));
        int w = Math.max(1, (int) Math.round(sharp.width() * scale));
        int h = Math.max(1, (int) Math.round(sharp.height() * scale));
        try (var _ = new PointerScope()) {
            Mat small = sharp.resized(w, h).toMat();
            GaussianBlur(small, small, new Size(0, 0), sigma);
            return Raster.of(small).resized(sharp.width(), sharp.height());
        }
    }
}
