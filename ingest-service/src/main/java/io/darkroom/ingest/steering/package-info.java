/** Who steers the installation, and what was said of its stages. */
@NullMarked
package io.darkroom.ingest.steering;

import org.jspecify.annotations.NullMarked;
