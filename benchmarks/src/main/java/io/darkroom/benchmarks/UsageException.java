package io.darkroom.benchmarks;

/** A command line that is not understood; the message names the argument. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }
}
