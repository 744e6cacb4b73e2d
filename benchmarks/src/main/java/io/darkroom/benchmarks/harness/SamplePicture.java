package io.darkroom.benchmarks.harness;

/** A JPEG to work on, in memory. */
public final class SamplePicture {
    private final String name;
    private final long pixels;
    private final byte[] bytes;

    SamplePicture(String name, long pixels, byte[] bytes) {
        this.name = name;
        this.pixels = pixels;
        this.bytes = bytes;
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
