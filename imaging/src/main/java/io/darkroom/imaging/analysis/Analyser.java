package io.darkroom.imaging.analysis;

import io.darkroom.imaging.Picture;
import io.darkroom.imaging.analysis.FaceDetector.Effort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Analyses pictures; safe for any number of threads. As many sets of classifiers are kept as
 * threads ever analysed at once. Make one and close it at the end.
 */
public final class Analyser implements AutoCloseable {
    private final ConcurrentLinkedQueue<FaceDetector> idle = new ConcurrentLinkedQueue<>();
    private final Supplier<FaceDetector> detectors;
    private final String faceSearch;

    /** With the cascades that come with OpenCV. */
    public Analyser() {
        this(HaarFaces::new, "cascades");
    }

    private Analyser(Supplier<FaceDetector> detectors, String faceSearch) {
        this.detectors = detectors;
        this.faceSearch = faceSearch;
    }

    /** That looks for no faces, where none are expected or speed is all. */
    public static Analyser withoutFaces() {
        return new Analyser(NoFaces::new, "none");
    }

    /**
     * With an operator's YuNet model where there is one, else with the cascades.
     *
     * @throws IllegalArgumentException as {@link #withFaceModel} does
     */
    public static Analyser of(Optional<Path> faceModel) {
        return faceModel.map(Analyser::withFaceModel).orElseGet(Analyser::new);
    }

    /**
     * With a YuNet model, which is loaded at once.
     *
     * @param model an ONNX file
     * @throws IllegalArgumentException where it cannot be read; the message says what to do
     */
    public static Analyser withFaceModel(Path model) {
        FaceDetector first = new YuNetFaces(model);
        var analyser = new Analyser(() -> new YuNetFaces(model), "yunet " + digest(model));
        analyser.idle.add(first);
        return analyser;
    }

    private static String digest(Path model) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(model));
            return HexFormat.of().formatHex(sha256, 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException("The face model " + model + " cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * What looks for faces, in a word or two: another one may find others, so that an outcome that
     * was kept under one is none of the other's.
     */
    public String faceSearch() {
        return faceSearch;
    }

    /**
     * Loads a set of classifiers where none is idle, which costs what their files take meanwhile:
     * whoever calls this before he decodes a picture does not hold both at once.
     */
    public void prepare() {
        if (idle.isEmpty()) {
            idle.add(detectors.get());
        }
    }

    /**
     * A picture in which {@link #compose} sees as much as in this one: a smaller copy, for whoever
     * needs one for something else, too; or the same pixels where it is small already.
     */
    public static Picture enough(Picture picture) {
        try (var _ = new PointerScope()) {
            return Picture.of(Smaller.halved(picture.mat(), FaceView.LONG_SIDE));
        }
    }

    /**
     * Analyses a picture. A reduced decode of 1,000 to 2,000 pixels on the long side serves as well
     * as the whole.
     *
     * @param picture upright, 8 bits, grey, BGR or BGRA; not changed
     * @throws IllegalArgumentException if the picture is empty
     */
    public Analysis analyse(Mat picture) {
        requirePixels(picture);
        try (var _ = new PointerScope()) {
            // The largest copy that anything below is made from.
            Mat enough = Smaller.halved(picture, Sharpness.LONG_SIDE);
            Sample sample = Sample.of(enough);
            Saliency saliency = Saliency.of(sample);
            var measurer = new Measurer(sample, saliency);
            Measurements measurements =
                    measurer.measure(picture.cols(), picture.rows(), Sharpness.of(enough));
            List<Face> faces = detect(enough, Effort.QUICK);
            return new Analysis(
                    Composition.of(faces, sample, saliency, measurements.subject()), measurements);
        }
    }

    /**
     * Only what lies where, without the measurements that captions and tags are made of, in a
     * fraction of the time of {@link #analyse}.
     *
     * @param picture as for {@link #analyse}
     * @throws IllegalArgumentException if the picture is empty
     */
    public Composition compose(Mat picture) {
        requirePixels(picture);
        try (var _ = new PointerScope()) {
            Mat enough = Smaller.halved(picture, FaceView.LONG_SIDE);
            Sample sample = Sample.of(enough);
            Saliency saliency = Saliency.of(sample);
            Subject subject = new Measurer(sample, saliency).subject();
            return Composition.of(detect(enough, Effort.QUICK), sample, saliency, subject);
        }
    }

    private static void requirePixels(Mat picture) {
        if (picture.empty()) {
            throw new IllegalArgumentException("An empty picture cannot be analysed");
        }
    }

    /** Only the faces, largest first, searched more thoroughly than {@link #analyse} does. */
    public List<Face> faces(Mat picture) {
        return detect(picture, Effort.THOROUGH);
    }

    private List<Face> detect(Mat picture, Effort effort) {
        FaceDetector detector = idle.poll();
        if (detector == null) {
            detector = detectors.get();
        }
        try {
            return detector.detect(picture, effort);
        } finally {
            idle.add(detector);
        }
    }

    private static final class NoFaces implements FaceDetector {
        @Override
        public List<Face> detect(Mat picture, Effort effort) {
            return List.of();
        }

        @Override
        public void close() {}
    }

    @Override
    public void close() {
        for (var detector = idle.poll(); detector != null; detector = idle.poll()) {
            detector.close();
        }
    }
}
