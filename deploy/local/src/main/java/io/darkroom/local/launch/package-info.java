/** Services as the build left them, and how they are started. */
@NullMarked
package io.darkroom.local.launch;

import org.jspecify.annotations.NullMarked;
