package io.darkroom.ingest.intake.direct;

/**
 * How a file is cut into parts.
 *
 * @param bytes of the file
 * @param partBytes of every part but the last
 */
record Parts(long bytes, long partBytes) {
    /** The file is not cut. */
    static final Parts NONE = new Parts(0, 1);

    /** How many there are; parts are numbered from 1. */
    int count() {
        return Math.toIntExact((bytes + partBytes - 1) / partBytes);
    }

    /** The bytes of one part. */
    long bytes(int number) {
        return Math.min(partBytes, bytes - (number - 1) * partBytes);
    }
}
