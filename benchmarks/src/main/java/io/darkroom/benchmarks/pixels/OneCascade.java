package io.darkroom.benchmarks.pixels;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.equalizeHist;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.darkroom.imaging.analysis.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * The frontal cascade alt2 as the books use it: the whole picture at 640 pixels, steps of a tenth,
 * three neighbours. What the stage's own search must not fall behind.
 */
final class OneCascade implements AutoCloseable {
    private static final int LONG_SIDE = 640;
    private static final int SMALLEST = 24;

    private final CascadeClassifier cascade;

    OneCascade() {
        try {
            String path =
                    "/org/bytedeco/opencv/%s/share/opencv4/haarcascades/haarcascade_frontalface_alt2.xml"
                            .formatted(Loader.getPlatform());
            var file = Loader.cacheResource(CascadeClassifier.class, path);
            cascade = new CascadeClassifier(file.getPath());
        } catch (IOException e) {
            throw new UncheckedIOException("OpenCV's trained files could not be read", e);
        }
    }

    /** Everything that it takes for a face. */
    List<Region> faces(Mat picture) {
        double scale = Math.min(1, (double) LONG_SIDE / Math.max(picture.cols(), picture.rows()));
        var small = new Mat();
        int width = (int) (picture.cols() * scale);
        int height = (int) (picture.rows() * scale);
        resize(picture, small, new Size(width, height), 0, 0, INTER_AREA);
        cvtColor(small, small, COLOR_BGR2GRAY);
        equalizeHist(small, small);
        var boxes = new RectVector();
        cascade.detectMultiScale(
                small, boxes, 1.1, 3, 0, new Size(SMALLEST, SMALLEST), new Size(0, 0));
        var found = new ArrayList<Region>();
        for (long i = 0; i < boxes.size(); i++) {
            Rect box = boxes.get(i);
            found.add(
                    new Region(
                            (double) box.x() / width,
                            (double) box.y() / height,
                            (double) box.width() / width,
                            (double) box.height() / height));
        }
        return found;
    }

    @Override
    public void close() {
        cascade.close();
    }
}
