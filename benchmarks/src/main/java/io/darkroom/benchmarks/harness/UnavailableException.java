package io.darkroom.benchmarks.harness;

/** A benchmark cannot run here and now; the message says what is missing and what to do. */
public final class UnavailableException extends RuntimeException {

    public UnavailableException(String message) {
        super(message);
    }
}
