package io.darkroom.benchmarks.pixels;

import io.darkroom.imaging.ImageDecoder;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The picture that both sides work on, in each one's own memory. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls the setup before all else
public class Subject {

    /** What a crop of a web page is made from. */
    static final int SHORT_SIDE = 1080;

    /** The JPEG to work on. */
    @Param("")
    public String file;

    byte[] bytes;
    Picture whole;
    Picture small;
    BufferedImage jdkWhole;
    BufferedImage jdkSmall;
    int smallWidth;
    int smallHeight;

    /** Reads and decodes. */
    @Setup(Level.Trial)
    public void read() throws IOException {
        bytes = Files.readAllBytes(Path.of(file));
        whole = ImageDecoder.decode(bytes, ImageLimits.DEFAULT);
        double scale = (double) SHORT_SIDE / Math.min(whole.width(), whole.height());
        smallWidth = Math.toIntExact(Math.round(whole.width() * scale));
        smallHeight = Math.toIntExact(Math.round(whole.height() * scale));
        small = whole.resized(smallWidth, smallHeight);
        jdkWhole = JdkImaging.decode(bytes);
        jdkSmall = JdkImaging.resize(jdkWhole, smallWidth, smallHeight);
    }

    /** Gives native memory back. */
    @TearDown(Level.Trial)
    public void close() {
        whole.close();
        small.close();
    }
}
