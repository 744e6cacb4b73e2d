package io.darkroom.benchmarks.pixels;

/** A job that is measured, named as the method that does it on each side. */
enum Job {
    PROBE("probe", "probe (the JDK: header only)", true),
    DECODE("decode", "decode, whole", true),
    DECODE_REDUCED("decodeReduced", "decode, reduced to 1080", true),
    RESIZE("resize", "resize to 1080", true),
    ENCODE("encode", "encode JPEG at 1080", true),
    HASH("hash", "perceptual hash from bytes", true),
    ANALYSE("analyse", "analysis at 1080", false);

    private final String method;
    private final String title;
    private final boolean inJdk;

    Job(String method, String title, boolean inJdk) {
        this.method = method;
        this.title = title;
        this.inJdk = inJdk;
    }

    String method() {
        return method;
    }

    String title() {
        return title;
    }

    /** Whether the JDK can do it too. */
    boolean isInJdk() {
        return inJdk;
    }
}
