package io.darkroom.benchmarks.harness;

import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.ImageProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JPEG to work on, in memory. */
public final class SamplePicture {
    private final String name;
    private final long pixels;
    private final byte[] bytes;

    /**
     * @param name of the file
     * @param pixels width times height
     * @param bytes stay the caller's, who does not change them
     */
    public SamplePicture(String name, long pixels, byte[] bytes) {
        this.name = name;
        this.pixels = pixels;
        this.bytes = bytes;
    }

    /** Reads a picture. */
    public static SamplePicture of(Path file) throws IOException {
        return new SamplePicture(
                String.valueOf(file.getFileName()),
                ImageProbe.probe(file, ImageLimits.DEFAULT).pixels(),
                Files.readAllBytes(file));
    }

    /** The photograph's file name, or {@code drawn}. */
    public String name() {
        return name;
    }

    /** Width times height. */
    public long pixels() {
        return pixels;
    }

    /** The file; shared, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }
}
