/** What is owed to each stage, for whoever scales them, and what a broker dropped of it. */
@NullMarked
package io.darkroom.ingest.backlog;

import org.jspecify.annotations.NullMarked;
