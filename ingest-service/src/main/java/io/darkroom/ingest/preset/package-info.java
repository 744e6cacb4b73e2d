/** Presets: request defaults of a tenant, by name and version. */
@NullMarked
package io.darkroom.ingest.preset;

import org.jspecify.annotations.NullMarked;
