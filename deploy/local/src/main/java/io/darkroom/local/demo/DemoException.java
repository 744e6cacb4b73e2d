package io.darkroom.local.demo;

/** Darkroom answered otherwise than hoped; the message says how. */
final class DemoException extends RuntimeException {
    DemoException(String message) {
        super(message);
    }
}
