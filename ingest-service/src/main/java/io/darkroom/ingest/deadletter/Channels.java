package io.darkroom.ingest.deadletter;

/** The channels of this package, as application.properties configures them. */
final class Channels {
    static final String DEAD_LETTERS = "dead-letters";

    private Channels() {}
}
