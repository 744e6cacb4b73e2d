/** Which engine does the work, chosen when the service starts. */
@NullMarked
package io.darkroom.captioning.engine;

import org.jspecify.annotations.NullMarked;
