package io.darkroom.local.demo;

/** Darkroom answered otherwise than hoped; the message says how. */
sealed class DemoException extends RuntimeException permits NotAPictureException {
    DemoException(String message) {
        super(message);
    }
}
