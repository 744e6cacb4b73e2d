/** Services as the build left them: how they are started, and the archives that make that fast. */
@NullMarked
package io.darkroom.local.launch;

import org.jspecify.annotations.NullMarked;
