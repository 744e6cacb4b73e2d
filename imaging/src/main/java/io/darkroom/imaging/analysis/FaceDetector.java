package io.darkroom.imaging.analysis;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** Finds faces. Holds state while it does: one detector serves one thread at a time. */
interface FaceDetector extends AutoCloseable {

    /** How much time may be spent. */
    enum Effort {
        /** For crops and captions: faces of a sixteenth of the long side and more. */
        QUICK,
        /** For a guard, who must not miss one: smaller faces and finer steps, at several times. */
        THOROUGH
    }

    /** The faces in an upright picture of 1, 3 or 4 channels, largest first. */
    List<Face> detect(Mat picture, Effort effort);

    @Override
    void close();
}
