/** What is told on compacted topics, told again where a broker has lost it. */
@NullMarked
package io.darkroom.ingest.retelling;

import org.jspecify.annotations.NullMarked;
