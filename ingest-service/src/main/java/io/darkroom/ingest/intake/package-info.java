/** What the ways in share: bodies, the spool, and the answer to all of them. */
@NullMarked
package io.darkroom.ingest.intake;

import org.jspecify.annotations.NullMarked;
