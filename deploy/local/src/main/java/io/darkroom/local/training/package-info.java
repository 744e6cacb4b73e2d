/** Training runs, out of which Java makes the archives that services start from. */
@NullMarked
package io.darkroom.local.training;

import org.jspecify.annotations.NullMarked;
