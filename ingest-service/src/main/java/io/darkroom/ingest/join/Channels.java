package io.darkroom.ingest.join;

/** The channels of this service, as application.properties configures them. */
final class Channels {
    static final String STAGE_FINISHED = "stage-finished";
    static final String REVIEW_DECIDED = "review-decided";

    private Channels() {}
}
