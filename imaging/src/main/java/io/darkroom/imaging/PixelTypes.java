package io.darkroom.imaging;

import org.bytedeco.opencv.global.opencv_core;

/** The two kinds of matrix that a picture may be. */
final class PixelTypes {

    static final int BGR;
    static final int BGRA;

    static {
        NativeImaging.load();
        BGR = opencv_core.CV_8UC3;
        BGRA = opencv_core.CV_8UC4;
    }

    private PixelTypes() {}
}
