package io.darkroom.ingest.intake.events;

/** The channels of this package, as application.properties configures them. */
final class Channels {
    static final String UPLOAD_REQUESTED = "upload-requested";

    /** The consumer; also names its dead letters. */
    static final String CONSUMER = "intake";

    private Channels() {}
}
