/** The review queue: taking requests in, claims, decisions, undo and the audit trail. */
@NullMarked
package io.darkroom.moderation.review;

import org.jspecify.annotations.NullMarked;
