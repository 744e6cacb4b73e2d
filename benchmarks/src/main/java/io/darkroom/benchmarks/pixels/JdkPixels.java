package io.darkroom.benchmarks.pixels;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The JDK's side; the analysis has no counterpart there. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class JdkPixels {
    private static final float QUALITY = 0.82f;

    /** The size alone, from the header. */
    @Benchmark
    public Dimension probe(Subject subject) throws IOException {
        return JdkImaging.size(subject.bytes);
    }

    /** Every pixel, as it lies. */
    @Benchmark
    public BufferedImage decode(Subject subject) throws IOException {
        return JdkImaging.decode(subject.bytes);
    }

    /** The whole: ImageIO has no quicker way to fewer pixels. */
    @Benchmark
    public BufferedImage decodeReduced(Subject subject) throws IOException {
        return JdkImaging.decode(subject.bytes);
    }

    /** Bilinear. */
    @Benchmark
    public BufferedImage resize(Subject subject) {
        return JdkImaging.resize(subject.jdkWhole, subject.smallWidth, subject.smallHeight);
    }

    /** The same quality, tables and chroma. */
    @Benchmark
    public byte[] encode(Subject subject) throws IOException {
        return JdkImaging.encode(subject.jdkSmall, QUALITY);
    }

    /** Whole decode, grey copy, lowest frequencies. */
    @Benchmark
    public double[] hash(Subject subject) throws IOException {
        return JdkImaging.hash(subject.bytes);
    }
}
