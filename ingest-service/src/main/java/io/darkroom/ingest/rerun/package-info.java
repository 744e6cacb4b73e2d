/** Stages that run again: one of one asset, or of all that match a filter. */
@NullMarked
package io.darkroom.ingest.rerun;

import org.jspecify.annotations.NullMarked;
