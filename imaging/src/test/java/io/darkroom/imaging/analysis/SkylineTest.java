package io.darkroom.imaging.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

class SkylineTest {
    private static final Rect TOWER = new Rect(100, 120, 60, 360);
    private static final Rect CLOUD = new Rect(400, 60, 150, 30);

    @Test
    void aTowerRisesAboveTheHillsAndACloudDoesNot() {
        try (var _ = new PointerScope()) {
            Skyline skyline = skyline(TOWER, CLOUD);

            assertThat(skyline.cutOff(0.4)).isCloseTo(0.15, within(0.02));
            assertThat(skyline.cutOff(0.9)).as("up to the hills").isCloseTo(0.35, within(0.03));
            assertThat(skyline.cutOff(0.2)).as("above the tower").isZero();
        }
    }

    @Test
    void whatBeginsAtTheUpperEdgeHasNoTop() {
        try (var _ = new PointerScope()) {
            assertThat(skyline(new Rect(100, 0, 60, 480)).cutOff(0.4)).isZero();
        }
    }

    @Test
    void whereThereIsNoGroundThereIsNoSkyline() {
        assertThat(new Skyline(0, 0, 0, 0.3, 0, 0.9).cutOff(0.5)).isZero();
    }

    /** Blue sky over hills that begin at three fifths of the height. */
    private static Skyline skyline(Rect... things) {
        var picture = new Mat(480, 640, opencv_core.CV_8UC3, new Scalar(230, 160, 90, 0));
        paint(picture, new Rect(0, 288, 640, 192));
        for (Rect thing : things) {
            paint(picture, thing);
        }
        Sample sample = Sample.of(picture);
        return Skyline.of(sample, Saliency.of(sample).edges());
    }

    private static void paint(Mat picture, Rect where) {
        var grey = new Scalar(110, 120, 125, 0);
        opencv_imgproc.rectangle(picture, where, grey, opencv_imgproc.FILLED, 8, 0);
    }
}
