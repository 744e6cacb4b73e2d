package io.darkroom.transform.outpaint;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.setRNGSeed;
import static org.bytedeco.opencv.global.opencv_imgproc.GC_BGD;
import static org.bytedeco.opencv.global.opencv_imgproc.GC_FGD;
import static org.bytedeco.opencv.global.opencv_imgproc.GC_INIT_WITH_MASK;
import static org.bytedeco.opencv.global.opencv_imgproc.GC_PR_BGD;
import static org.bytedeco.opencv.global.opencv_imgproc.GC_PR_FGD;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.fillPoly;
import static org.bytedeco.opencv.global.opencv_imgproc.grabCut;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Point;
import io.darkroom.stage.TerminalStageException;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Which pixels are the subject's: within an outline that the request gives, else cut out by colour
 * (C. Rother, V. Kolmogorov, A. Blake, GrabCut, SIGGRAPH 2004), beginning with what stands out.
 *
 * @param width of the mask, in pixels
 * @param subject whether a pixel is the subject's, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SubjectCut(int width, boolean[] subject) {
    private static final int LONG_SIDE = 480;
    private static final int ROUNDS = 4;
    private static final int SEED = 1;
    private static final double LEAST = 0.003;
    private static final double MOST = 0.95;

    boolean at(int x, int y) {
        return subject[y * width + x];
    }

    /** By an outline of at least three points. */
    static SubjectCut within(List<Point> outline, int width, int height) {
        try (var _ = new PointerScope()) {
            var mask = new Mat(height, width, CV_8UC1, new Scalar(0));
            var corners =
                    new Mat(outline.size(), 1, org.bytedeco.opencv.global.opencv_core.CV_32SC2);
            int[] places = new int[outline.size() * 2];
            for (int i = 0; i < outline.size(); i++) {
                places[2 * i] = (int) Math.round(outline.get(i).x() * (width - 1));
                places[2 * i + 1] = (int) Math.round(outline.get(i).y() * (height - 1));
            }
            new org.bytedeco.javacpp.IntPointer(corners.data()).put(places);
            fillPoly(mask, new MatVector(corners), new Scalar(255), LINE_8, 0, null);
            return of(mask, width, height);
        }
    }

    /**
     * By what stands out.
     *
     * @throws TerminalStageException {@code subject-not-found} where nothing does
     */
    static SubjectCut find(Raster picture, Background background) {
        double scale =
                Math.min(1, (double) LONG_SIDE / Math.max(picture.width(), picture.height()));
        int w = Math.max(1, (int) Math.round(picture.width() * scale));
        int h = Math.max(1, (int) Math.round(picture.height() * scale));
        try (var _ = new PointerScope()) {
            Mat mask = seeds(w, h, background);
            // It groups colours from random starts, which OpenCV draws for each thread on its own.
            setRNGSeed(SEED);
            grabCut(
                    picture.resized(w, h).toMat(),
                    mask,
                    new Rect(0, 0, w, h),
                    new Mat(),
                    new Mat(),
                    ROUNDS,
                    GC_INIT_WITH_MASK);
            byte[] cells = new byte[w * h];
            mask.data().get(cells);
            for (int i = 0; i < cells.length; i++) {
                cells[i] = (byte) (cells[i] == GC_FGD || cells[i] == GC_PR_FGD ? 255 : 0);
            }
            mask.data().put(cells);
            return of(mask, picture.width(), picture.height());
        }
    }

    private static Mat seeds(int w, int h, Background background) {
        byte[] cells = new byte[w * h];
        boolean some = false;
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                double shareX = (x + 0.5) / w;
                double shareY = (y + 0.5) / h;
                boolean salient = !background.free(shareX, shareY);
                boolean within = background.subject(shareX, shareY);
                boolean sure = within && !background.copyable(shareX, shareY);
                some |= sure;
                cells[y * w + x] =
                        (byte) (sure ? GC_PR_FGD : within && salient ? GC_PR_BGD : GC_BGD);
            }
        }
        if (!some) {
            throw notFound();
        }
        var mask = new Mat(h, w, CV_8UC1);
        mask.data().put(cells);
        return mask;
    }

    private static SubjectCut of(Mat mask, int width, int height) {
        var full = new Mat();
        resize(mask, full, new Size(width, height), 0, 0, INTER_LINEAR);
        byte[] bytes = new byte[width * height];
        full.data().get(bytes);
        boolean[] subject = new boolean[bytes.length];
        int count = 0;
        for (int i = 0; i < bytes.length; i++) {
            subject[i] = (bytes[i] & 0xff) > 127;
            count += subject[i] ? 1 : 0;
        }
        double share = (double) count / bytes.length;
        if (share < LEAST || share > MOST) {
            throw notFound();
        }
        return new SubjectCut(width, subject);
    }

    private static TerminalStageException notFound() {
        return new TerminalStageException(
                Failure.of(
                        "subject-not-found",
                        "No subject could be told from its background",
                        "Give its outline in 'outpaint.background.subject'."));
    }
}
