/** What both stages of the transform-service share. */
@NullMarked
package io.darkroom.transform;

import org.jspecify.annotations.NullMarked;
