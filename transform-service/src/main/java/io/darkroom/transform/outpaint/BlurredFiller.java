package io.darkroom.transform.outpaint;

import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;

import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * What always can be done and pretends nothing: the picture stands, with its edges as they are,
 * before a blur of its ground without the subject. The ground is stretched where the picture grows,
 * so that sky stays beside sky.
 */
final class BlurredFiller implements Filler {
    private static final int SMALL = 256;
    private static final double SOFT = 9;

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
        double scale = Math.min(1, (double) SMALL / Math.max(canvas.width(), canvas.height()));
        Raster ground =
                Ground.small(original, background)
                        .resized(
                                Math.max(1, (int) Math.round(canvas.width() * scale)),
                                Math.max(1, (int) Math.round(canvas.height() * scale)));
        try (var _ = new PointerScope()) {
            Mat soft = ground.toMat();
            GaussianBlur(soft, soft, new Size(0, 0), SOFT);
            Raster out = Raster.of(soft).resized(canvas.width(), canvas.height());
            out.paste(original, canvas.placement().x(), canvas.placement().y());
            return Optional.of(out);
        }
    }
}
