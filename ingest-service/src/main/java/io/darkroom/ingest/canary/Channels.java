package io.darkroom.ingest.canary;

/** The channels of this package, as application.properties configures them. */
final class Channels {
    static final String CANARY_FINISHED = "canary-finished";

    private Channels() {}
}
