package io.darkroom.imaging.analysis;

import io.darkroom.imaging.NativeImaging;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.opencv_core.FileStorage;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * Loads the trained files that come inside OpenCV's platform jar, in memory: nothing is left in a
 * temporary folder, and a read-only file system will do.
 */
final class Cascades {
    private Cascades() {}

    static CascadeClassifier load(String name) {
        NativeImaging.load();
        var classifier = new CascadeClassifier();
        // Outlives the PointerScope of the task that happens to need it first.
        classifier.retainReference();
        try (var storage =
                new FileStorage(text(name), FileStorage.READ | FileStorage.MEMORY, "UTF-8")) {
            if (!classifier.read(storage.getFirstTopLevelNode())) {
                throw new IllegalStateException(
                        "The trained file " + name + " could not be read; OpenCV's jar is damaged");
            }
        }
        return classifier;
    }

    private static String text(String name) {
        String path =
                "/org/bytedeco/opencv/%s/share/opencv4/%scascades/%s"
                        .formatted(
                                Loader.getPlatform(),
                                name.substring(0, name.indexOf("cascade")),
                                name);
        try (InputStream in = CascadeClassifier.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The trained file "
                                + path
                                + " is missing; add OpenCV's jar for this platform to the class"
                                + " path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The trained file " + path + " could not be read", e);
        }
    }
}
