package io.darkroom.imaging.analysis;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Analyses pictures; safe for any number of threads. As many sets of classifiers are kept as
 * threads ever analysed at once. Make one and close it at the end.
 */
public final class Analyser implements AutoCloseable {
    private final ConcurrentLinkedQueue<FaceDetector> idle = new ConcurrentLinkedQueue<>();

    /**
     * Analyses a picture. A reduced decode of 1,000 to 2,000 pixels on the long side serves as well
     * as the whole.
     *
     * @param picture upright, 8 bits, grey, BGR or BGRA; not changed
     * @throws IllegalArgumentException if the picture is empty
     */
    public Analysis analyse(Mat picture) {
        if (picture.empty()) {
            throw new IllegalArgumentException("An empty picture cannot be analysed");
        }
        Sample sample = Sample.of(picture);
        Saliency saliency = Saliency.of(sample);
        List<Face> faces = faces(picture);
        Measurements measurements =
                new Measurer(sample, saliency)
                        .measure(picture.cols(), picture.rows(), Sharpness.of(picture));
        double[] focal = FocalPoints.of(faces, saliency.map(), measurements.subject());
        return new Analysis(faces, saliency, focal[0], focal[1], measurements);
    }

    /** Only the faces, largest first. */
    public List<Face> faces(Mat picture) {
        FaceDetector detector = idle.poll();
        if (detector == null) {
            detector = new FaceDetector();
        }
        try {
            return detector.detect(picture);
        } finally {
            idle.add(detector);
        }
    }

    @Override
    public void close() {
        for (var detector = idle.poll(); detector != null; detector = idle.poll()) {
            detector.close();
        }
    }
}
