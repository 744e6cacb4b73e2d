package io.darkroom.moderation.review;

/** The service's channels, as application.properties configures them. */
final class Channels {
    static final String REVIEW_REQUESTED = "review-requested";

    private Channels() {}
}
