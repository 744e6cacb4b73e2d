/** What everybody may have: how it is taken back, and the public bucket that holds its files. */
@NullMarked
package io.darkroom.ingest.publication;

import org.jspecify.annotations.NullMarked;
