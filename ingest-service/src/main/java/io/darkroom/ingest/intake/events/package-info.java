/** Taking in what an event names: an object or a URL. */
@NullMarked
package io.darkroom.ingest.intake.events;

import org.jspecify.annotations.NullMarked;
