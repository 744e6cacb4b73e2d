/** Services as the build left them, how they are started, and where those are that run. */
@NullMarked
package io.darkroom.local.launch;

import org.jspecify.annotations.NullMarked;
