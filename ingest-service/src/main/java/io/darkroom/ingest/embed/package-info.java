/** Published pictures as pages embed them: an HTML snippet, and a schema.org ImageObject. */
@NullMarked
package io.darkroom.ingest.embed;

import org.jspecify.annotations.NullMarked;
