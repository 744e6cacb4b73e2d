package io.darkroom.service.problem;

import java.io.IOException;

/** The body has more bytes than are taken. The answer to it was sent already. */
final class BodyTooLargeException extends IOException {
    BodyTooLargeException() {
        super("The body has more bytes than are taken");
    }
}
