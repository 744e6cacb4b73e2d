package io.darkroom.transform.outpaint;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Failure;
import io.darkroom.imaging.Encoding;
import io.darkroom.imaging.ImageDecoder;
import io.darkroom.imaging.ImageEncoder;
import io.darkroom.imaging.ImageException;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.Picture;
import io.darkroom.stage.TransientStageException;
import java.util.BitSet;
import java.util.Comparator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * Has a model fill in what is missing, and fits it to the original, of which every pixel that is
 * kept stays exactly as it was.
 */
final class ModelOutpainter {
    private static final String METHOD = "image-edit";

    private final ImageEdits model;

    ModelOutpainter(ImageEdits model) {
        this.model = model;
    }

    /**
     * @param original at the size of the canvas's placement
     * @param subject what of the original is kept; null for all of it
     */
    Extended extend(
            Raster original,
            Canvas canvas,
            @Nullable SubjectCut subject,
            String prompt,
            long seed) {
        Box place = canvas.placement();
        Kept kept =
                (x, y) ->
                        canvas.holds(x, y)
                                && (subject == null || subject.at(x - place.x(), y - place.y()));
        Frame frame = frame(canvas);
        byte[] mask = png(original, canvas, kept, frame, false);
        byte[] picture = png(original, canvas, kept, frame, true);
        Raster made = fitted(model.edit(picture, mask, frame.size, prompt), canvas, frame);
        var missing = new BitSet();
        for (int i = 0; i < canvas.width() * canvas.height(); i++) {
            missing.set(i, !kept.at(i % canvas.width(), i / canvas.width()));
        }
        Raster whole = Raster.blank(canvas.width(), canvas.height());
        whole.paste(original, place.x(), place.y());
        new ToneMatch(whole, made, missing).fill(seed);
        return new Extended(Picture.of(whole.toMat()), canvas, METHOD, true, kept);
    }

    /** How the canvas lies, scaled, in the middle of a size that the model takes. */
    private record Frame(ImageEdits.Size size, double scale, int x, int y, int width, int height) {}

    private Frame frame(Canvas canvas) {
        double ratio = (double) canvas.width() / canvas.height();
        ImageEdits.Size size =
                model.sizes().stream()
                        .min(
                                Comparator.comparingDouble(
                                        s -> Math.abs(Math.log(ratio * s.height() / s.width()))))
                        .orElseThrow();
        double scale =
                Math.min(
                        (double) size.width() / canvas.width(),
                        (double) size.height() / canvas.height());
        int width = Math.clamp(Math.round(canvas.width() * scale), 1, size.width());
        int height = Math.clamp(Math.round(canvas.height() * scale), 1, size.height());
        return new Frame(
                size,
                scale,
                (size.width() - width) / 2,
                (size.height() - height) / 2,
                width,
                height);
    }

    /** What is kept is opaque; all else is transparent, and black. */
    private static byte[] png(
            Raster original, Canvas canvas, Kept kept, Frame frame, boolean colours) {
        Box place = canvas.placement();
        int w = Math.max(1, (int) Math.round(place.width() * frame.scale));
        int h = Math.max(1, (int) Math.round(place.height() * frame.scale));
        Raster small = original.resized(w, h);
        int left = frame.x + (int) Math.round(place.x() * frame.scale);
        int top = frame.y + (int) Math.round(place.y() * frame.scale);
        byte[] bgra = new byte[frame.size.width() * frame.size.height() * 4];
        for (int y = 0; y < Math.min(h, frame.size.height() - top); y++) {
            for (int x = 0; x < Math.min(w, frame.size.width() - left); x++) {
                int fromX =
                        place.x() + Math.min(place.width() - 1, (int) ((x + 0.5) / frame.scale));
                int fromY =
                        place.y() + Math.min(place.height() - 1, (int) ((y + 0.5) / frame.scale));
                if (kept.at(fromX, fromY)) {
                    int at = ((y + top) * frame.size.width() + x + left) * 4;
                    for (int c = 0; c < 3; c++) {
                        bgra[at + c] = (byte) (colours ? small.at(x, y, c) : 255);
                    }
                    bgra[at + 3] = (byte) 255;
                }
            }
        }
        try (var _ = new PointerScope()) {
            var mat =
                    new Mat(
                            frame.size.height(),
                            frame.size.width(),
                            CV_8UC4,
                            new Scalar(0, 0, 0, 0));
            mat.data().put(bgra);
            try (Picture picture = Picture.of(mat)) {
                return ImageEncoder.encode(picture, Encoding.png());
            }
        }
    }

    /** The canvas's part of what came back, whatever size that has. */
    private static Raster fitted(byte[] answer, Canvas canvas, Frame frame) {
        try (Picture whole = ImageDecoder.decode(answer, ImageLimits.DEFAULT);
                Picture flat = whole.flattened();
                Picture sized = flat.resized(frame.size.width(), frame.size.height());
                Picture part =
                        sized.cropped(
                                frame.x,
                                frame.y,
                                frame.width,
                                frame.height,
                                canvas.width(),
                                canvas.height())) {
            return Raster.of(part.mat());
        } catch (ImageException e) {
            throw new TransientStageException(
                    Failure.of(
                            "model-answer-invalid",
                            "The image model's answer cannot be used",
                            "It is no picture that can be read (" + e.slug() + ")"),
                    e);
        }
    }
}
