/** Crops around what matters, as data and as files. */
@NullMarked
package io.darkroom.transform.smartcrop;

import org.jspecify.annotations.NullMarked;
