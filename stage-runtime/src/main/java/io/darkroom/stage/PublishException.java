package io.darkroom.stage;

import org.jspecify.annotations.Nullable;

/** The broker did not take a record. */
final class PublishException extends RuntimeException {
    PublishException(String topic, @Nullable Throwable cause) {
        super("The broker did not take a record for topic " + topic, cause);
    }
}
