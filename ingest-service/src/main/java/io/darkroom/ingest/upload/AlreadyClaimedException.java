package io.darkroom.ingest.upload;

/** The same upload became an asset before, or does so at the same time. Nothing is left of this. */
public final class AlreadyClaimedException extends RuntimeException {
    AlreadyClaimedException() {
        super("The upload was taken in before");
    }
}
