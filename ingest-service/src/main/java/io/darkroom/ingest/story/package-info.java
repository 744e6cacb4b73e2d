/** One asset's whole story, for whoever has to find out what became of it. */
@NullMarked
package io.darkroom.ingest.story;

import org.jspecify.annotations.NullMarked;
