/** Erasing an asset from every store, and proving that it stays erased. */
@NullMarked
package io.darkroom.ingest.erasure;

import org.jspecify.annotations.NullMarked;
