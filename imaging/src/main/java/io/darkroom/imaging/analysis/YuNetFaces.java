package io.darkroom.imaging.analysis;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.darkroom.imaging.NativeImaging;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.FaceDetectorYN;

/**
 * Faces by the network YuNet (W. Wu, H. Peng, S. Yu, YuNet: A Tiny Millisecond-level Face Detector,
 * Machine Intelligence Research 2023) in a model file of the operator's, run by OpenCV. It sees
 * turned, small and half-covered faces that cascades do not.
 */
final class YuNetFaces implements FaceDetector {
    private static final float SCORE = 0.7f;
    private static final float OVERLAP = 0.3f;
    private static final int MOST = 500;
    private static final int QUICK_SIDE = 480;
    private static final int THOROUGH_SIDE = 1024;

    /** x, y, width, height, five landmarks, score. */
    private static final int COLUMNS = 15;

    /** Between nose and outer eye corner a face in profile shows less than this of its width. */
    private static final double TURNED = 0.15;

    private final FaceDetectorYN network;

    /**
     * Loads the model.
     *
     * @throws IllegalArgumentException where the file is not there or is no model that OpenCV reads
     */
    YuNetFaces(Path model) {
        if (!Files.isReadable(model)) {
            throw new IllegalArgumentException(
                    "The face model %s cannot be read; set darkroom.faces.model to a YuNet ONNX file, or leave it out for the built-in cascades"
                            .formatted(model));
        }
        NativeImaging.load();
        try {
            network =
                    FaceDetectorYN.create(
                            model.toString(), "", new Size(320, 320), SCORE, OVERLAP, MOST, 0, 0);
            // Outlives the PointerScope of the task that happens to need it first.
            network.retainReference();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "The face model %s is no YuNet model that OpenCV can read; set darkroom.faces.model to a YuNet ONNX file (2022 or later), or leave it out for the built-in cascades"
                            .formatted(model),
                    e);
        }
    }

    @Override
    public List<Face> detect(Mat picture, Effort effort) {
        try (var _ = new PointerScope()) {
            Mat colour = Smaller.of(picture, effort == Effort.QUICK ? QUICK_SIDE : THOROUGH_SIDE);
            if (colour.channels() != 3) {
                cvtColor(colour, colour, colour.channels() == 4 ? COLOR_BGRA2BGR : COLOR_GRAY2BGR);
            }
            network.setInputSize(colour.size());
            Mat found = new Mat();
            network.detect(colour, found);
            return faces(found, colour.cols(), colour.rows());
        }
    }

    private static List<Face> faces(Mat found, int width, int height) {
        var faces = new ArrayList<Face>();
        if (found.empty()) {
            return faces;
        }
        float[] rows = new float[found.rows() * COLUMNS];
        new FloatPointer(found.data()).get(rows);
        for (int at = 0; at < rows.length; at += COLUMNS) {
            if (rows[at] < width && rows[at + 1] < height && rows[at + 2] > 1 && rows[at + 3] > 1) {
                faces.add(face(rows, at, width, height));
            }
        }
        faces.sort(Comparator.comparingDouble((Face face) -> face.region().area()).reversed());
        return List.copyOf(faces);
    }

    private static Face face(float[] rows, int at, int width, int height) {
        var region =
                Region.ofPixels(rows[at], rows[at + 1], rows[at + 2], rows[at + 3], width, height);
        double nose = rows[at + 8];
        double nearest = Math.min(Math.abs(nose - rows[at + 4]), Math.abs(nose - rows[at + 6]));
        Face.Pose pose = nearest < TURNED * rows[at + 2] ? Face.Pose.PROFILE : Face.Pose.FRONTAL;
        return new Face(region, pose, Math.clamp(rows[at + 14], 0f, 1f));
    }

    @Override
    public void close() {
        network.close();
    }
}
