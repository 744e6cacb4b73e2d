/**
 * Requests that may be sent again: the same key gets the same answer, and the work is done once.
 */
@NullMarked
package io.darkroom.ingest.idempotency;

import org.jspecify.annotations.NullMarked;
