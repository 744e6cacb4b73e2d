/** Records that were given up: an index of the dead-letter topics, and what becomes of them. */
@NullMarked
package io.darkroom.ingest.deadletter;

import org.jspecify.annotations.NullMarked;
