/** The asset record: its rows, its states, and its assembly. */
@NullMarked
package io.darkroom.ingest.asset;

import org.jspecify.annotations.NullMarked;
