/** What is owed to each stage, for whoever scales them. */
@NullMarked
package io.darkroom.ingest.backlog;

import org.jspecify.annotations.NullMarked;
