/** What makes good on lost work, and clears away what was left over. */
@NullMarked
package io.darkroom.ingest.sweep;

import org.jspecify.annotations.NullMarked;
