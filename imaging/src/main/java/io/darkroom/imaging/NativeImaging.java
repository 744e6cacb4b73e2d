package io.darkroom.imaging;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;

/**
 * Loads the native libraries once, set up for a server: one thread for each call (the pool of
 * {@link PixelWorkers} is the parallelism) and a bound on the memory of the process.
 *
 * <p>JavaCPP reads {@code org.bytedeco.javacpp.maxphysicalbytes} when its first class loads. Above
 * that it collects and trims, and then refuses. Where the operator does not set it, it is the heap
 * plus {@link #BEYOND_HEAP}.
 */
final class NativeImaging {

    private static final String MAX_PHYSICAL = "org.bytedeco.javacpp.maxphysicalbytes";
    private static final String MAX_TRACKED = "org.bytedeco.javacpp.maxbytes";

    /** What natives may hold beside the heap, where nobody says otherwise: 2 GiB. */
    private static final long BEYOND_HEAP = 2L << 30;

    static {
        if (System.getProperty(MAX_PHYSICAL) == null) {
            System.setProperty(
                    MAX_PHYSICAL, Long.toString(Runtime.getRuntime().maxMemory() + BEYOND_HEAP));
        }
        if (System.getProperty(MAX_TRACKED) == null) {
            System.setProperty(MAX_TRACKED, "0");
        }
        Loader.load(opencv_core.class);
        Loader.load(opencv_imgproc.class);
        Loader.load(opencv_imgcodecs.class);
        opencv_core.setNumThreads(1);
    }

    private NativeImaging() {}

    /** Returns once the libraries are loaded. */
    @SuppressWarnings("EmptyMethod") // the class's static part does the work
    static void load() {}
}
