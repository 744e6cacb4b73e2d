package io.darkroom.imaging;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_objdetect;

/**
 * Loads the native libraries once, set up for a server: one thread for each call (the pool of
 * {@link PixelWorkers} is the parallelism) and a bound on the memory of the process.
 *
 * <p>JavaCPP reads {@code org.bytedeco.javacpp.maxphysicalbytes} when its first class loads. Above
 * that it collects and trims, and then refuses. Where the operator does not set it, it is the heap
 * plus {@link #BEYOND_HEAP}.
 *
 * <p>Whoever uses a class of OpenCV calls {@link #load()} before: otherwise JavaCPP loads it in its
 * own way, with the windows that a server has not.
 */
public final class NativeImaging {

    private static final String MAX_PHYSICAL = "org.bytedeco.javacpp.maxphysicalbytes";
    private static final String LOAD_LIBRARIES = "org.bytedeco.javacpp.loadlibraries";
    private static final String MAX_TRACKED = "org.bytedeco.javacpp.maxbytes";

    /** {@code cv::utils::logging::setLogLevel(LogLevel)} */
    private static final String SET_LOG_LEVEL = "_ZN2cv5utils7logging11setLogLevelENS1_8LogLevelE";

    private static final int SILENT = 0;

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
        leaveWindowsOut();
        Loader.load(opencv_core.class);
        Loader.load(opencv_imgproc.class);
        Loader.load(opencv_imgcodecs.class);
        opencv_core.setNumThreads(1);
        silence();
    }

    private NativeImaging() {}

    /**
     * Only loads the natives, those for faces too. Images run it while they are built: what is
     * unpacked then need not be unpacked by a container, whose root may be read-only.
     */
    public static void main(String[] arguments) {
        Loader.load(opencv_objdetect.class);
        System.out.println("OpenCV " + opencv_core.CV_VERSION + " is unpacked and loads");
    }

    /**
     * JavaCPP initialises the windows (highgui) before the search for faces, which needs nothing of
     * them; they ask for GTK, which servers and images have not, and without it nothing would be
     * found. Initialised without its library, the class is there and loads nothing.
     */
    private static void leaveWindowsOut() {
        String before = System.setProperty(LOAD_LIBRARIES, "false");
        try {
            Class.forName("org.bytedeco.opencv.global.opencv_highgui");
        } catch (ClassNotFoundException e) {
            throw new ExceptionInInitializerError(e);
        } finally {
            if (before == null) {
                System.clearProperty(LOAD_LIBRARIES);
            } else {
                System.setProperty(LOAD_LIBRARIES, before);
            }
        }
    }

    /**
     * OpenCV reports every broken file on standard error, between the lines of the log. What
     * matters of it comes as an exception; JavaCPP does not map the switch, so it is called by its
     * symbol, and where that is not found the environment's OPENCV_LOG_LEVEL remains.
     */
    private static void silence() {
        SymbolLookup.loaderLookup().find(SET_LOG_LEVEL).ifPresent(NativeImaging::callWithSilent);
    }

    @SuppressWarnings("restricted") // one call, to a symbol with a signature that is known
    private static void callWithSilent(MemorySegment function) {
        FunctionDescriptor signature =
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        try {
            Object before =
                    Linker.nativeLinker()
                            .downcallHandle(function, signature)
                            .invokeWithArguments(SILENT);
            System.getLogger(NativeImaging.class.getName())
                    .log(System.Logger.Level.DEBUG, "OpenCV's own log is off, was {0}", before);
        } catch (Throwable e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Returns once the libraries are loaded. */
    @SuppressWarnings("EmptyMethod") // the class's static part does the work
    public static void load() {}
}
