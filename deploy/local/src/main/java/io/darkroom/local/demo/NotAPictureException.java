package io.darkroom.local.demo;

/**
 * The file is of a type that Darkroom does not take, as a shell's {@code folder/*} often brings
 * along.
 */
final class NotAPictureException extends DemoException {
    NotAPictureException(String message) {
        super(message);
    }
}
