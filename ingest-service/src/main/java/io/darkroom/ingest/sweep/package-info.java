/** What makes good on lost work: deadlines and orphans. */
@NullMarked
package io.darkroom.ingest.sweep;

import org.jspecify.annotations.NullMarked;
