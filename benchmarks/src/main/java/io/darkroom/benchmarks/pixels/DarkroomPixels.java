package io.darkroom.benchmarks.pixels;

import io.darkroom.imaging.Encoding;
import io.darkroom.imaging.ImageDecoder;
import io.darkroom.imaging.ImageEncoder;
import io.darkroom.imaging.ImageInfo;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.ImageProbe;
import io.darkroom.imaging.PerceptualHash;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.imaging.analysis.Analysis;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.PointerScope;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Darkroom's side; {@link JdkPixels} has the same jobs under the same names. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DarkroomPixels {
    private final Analyser analyser = new Analyser();

    /** Structure to the end of the file, orientation, limits. */
    @Benchmark
    public ImageInfo probe(Subject subject) {
        return ImageProbe.probe(subject.bytes, ImageLimits.DEFAULT);
    }

    /** Every pixel, upright, sRGB. */
    @Benchmark
    public int decode(Subject subject) {
        try (var picture = ImageDecoder.decode(subject.bytes, ImageLimits.DEFAULT)) {
            return picture.width();
        }
    }

    /** At the smallest size that the crops can be made from. */
    @Benchmark
    public int decodeReduced(Subject subject) {
        try (var picture =
                ImageDecoder.decode(subject.bytes, ImageLimits.DEFAULT, Subject.SHORT_SIDE)) {
            return picture.width();
        }
    }

    /** From 12 megapixels to a short side of 1080, by area. */
    @Benchmark
    public int resize(Subject subject) {
        try (var picture = subject.whole.resized(subject.smallWidth, subject.smallHeight)) {
            return picture.width();
        }
    }

    /** The small picture as JPEG of quality 82, optimised Huffman tables, 4:2:0. */
    @Benchmark
    public byte[] encode(Subject subject) {
        return ImageEncoder.encode(subject.small, Encoding.jpeg(82));
    }

    /** From the file's bytes. */
    @Benchmark
    public PerceptualHash hash(Subject subject) {
        return PerceptualHash.of(subject.bytes, ImageLimits.DEFAULT);
    }

    /** Faces, saliency, colours, light, of the small picture. */
    @Benchmark
    public Analysis analyse(Subject subject) {
        try (PointerScope _ = new PointerScope()) {
            return analyser.analyse(subject.small.mat());
        }
    }

    /** Gives native memory back. */
    @TearDown
    public void close() {
        analyser.close();
    }
}
