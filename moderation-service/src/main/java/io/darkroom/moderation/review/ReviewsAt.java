package io.darkroom.moderation.review;

import java.time.Instant;
import java.util.List;

/**
 * Reviews as they were at a time.
 *
 * @param time the database's ({@link DatabaseTime})
 */
record ReviewsAt(List<ReviewEntity> reviews, Instant time) {}
