package io.darkroom.ingest.intake.bucket;

/** The channels of this package, as application.properties configures them. */
final class Channels {
    static final String NOTIFICATIONS = "bucket-notifications";

    /** The consumer; also names its dead letters. */
    static final String CONSUMER = "notifications";

    private Channels() {}
}
