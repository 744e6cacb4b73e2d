package io.darkroom.imaging;

import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Upright 8-bit sRGB pixels in native memory: BGR, or BGRA where the picture may be transparent.
 *
 * <p>Whoever holds a picture closes it, and nobody uses it after that; it outlives the {@link
 * PointerScope} it was made in. It may go from thread to thread, but only one may use it at a time
 * (read-only use by several is fine). Methods that give a picture give a new one with pixels of its
 * own.
 */
public final class Picture implements AutoCloseable {

    /** In pixels. */
    private static final double UNSEEN = 0.05;

    private final Mat mat;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Picture(Mat mat) {
        this.mat = mat;
    }

    /**
     * Takes over a matrix of type CV_8UC3 (BGR) or CV_8UC4 (BGRA).
     *
     * @throws IllegalArgumentException where it is empty or of another type
     */
    public static Picture of(Mat mat) {
        int type = mat.empty() ? -1 : mat.type();
        if (type != PixelTypes.BGR && type != PixelTypes.BGRA) {
            throw new IllegalArgumentException(
                    "A picture is BGR or BGRA of 8 bits, not type " + type);
        }
        mat.retainReference();
        return new Picture(mat);
    }

    /** In pixels. */
    public int width() {
        return mat().cols();
    }

    /** In pixels. */
    public int height() {
        return mat().rows();
    }

    /** Whether there is a fourth, transparency channel. */
    public boolean hasAlpha() {
        return mat().channels() == 4;
    }

    /**
     * The pixels themselves, still owned by this picture: do not release them.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public Mat mat() {
        if (closed.get()) {
            throw new IllegalStateException("The picture was closed");
        }
        return mat;
    }

    /**
     * The whole picture in another size: by area where it shrinks, cubic where it grows.
     *
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     */
    public Picture resized(int width, int height) {
        return cropped(0, 0, width(), height(), width, height);
    }

    /**
     * A part of the picture in its own size.
     *
     * @throws IllegalArgumentException where the box is not within the picture
     */
    public Picture cropped(int x, int y, int width, int height) {
        return cropped(x, y, width, height, width, height);
    }

    /**
     * A part of the picture in another size, in one step.
     *
     * @throws IllegalArgumentException where the box is not within the picture or a side is below 1
     */
    public Picture cropped(int x, int y, int width, int height, int outWidth, int outHeight) {
        try (PointerScope _ = new PointerScope()) {
            Mat part = Cropping.view(mat(), x, y, width, height);
            return of(Resizing.resize(part, outWidth, outHeight));
        }
    }

    /**
     * As {@link #cropped(int, int, int, int, int, int)}, several times as fast and good enough for
     * photographs: halved by area while it shrinks to a half or less, bilinear from there. The box
     * may begin and end within a pixel; where it begins with one, it takes half of the time.
     *
     * @throws IllegalArgumentException where the box is not within the picture or a side is below 1
     */
    public Picture sampled(
            double x, double y, double width, double height, int outWidth, int outHeight) {
        try (PointerScope _ = new PointerScope()) {
            double fromX = nearPixel(x);
            double fromY = nearPixel(y);
            int left = (int) fromX;
            int top = (int) fromY;
            // Where rounding moved it, it may not end beyond the picture.
            int right = Math.min((int) Math.ceil(fromX + width), width());
            int bottom = Math.min((int) Math.ceil(fromY + height), height());
            Mat around = Cropping.view(mat(), left, top, right - left, bottom - top);
            var part = new Resizing.Part(fromX - left, fromY - top, width, height);
            return of(Resizing.quick(around, part, outWidth, outHeight));
        }
    }

    /** The pixel itself where a place is so near to its beginning that nobody sees it. */
    private static double nearPixel(double place) {
        double pixel = Math.rint(place);
        return Math.abs(place - pixel) < UNSEEN ? pixel : place;
    }

    /** The picture over white; a copy where there is nothing to flatten. */
    public Picture flattened() {
        try (PointerScope _ = new PointerScope()) {
            return of(hasAlpha() ? Flattening.onWhite(mat()) : mat().clone());
        }
    }

    /** Gives the native memory back; more than once does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            mat.releaseReference();
        }
    }
}
