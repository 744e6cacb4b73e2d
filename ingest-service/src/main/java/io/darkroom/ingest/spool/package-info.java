/** Pictures on the local disk for as long as somebody works on them. */
@NullMarked
package io.darkroom.ingest.spool;

import org.jspecify.annotations.NullMarked;
