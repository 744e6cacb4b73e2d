/** The caption stage and the port for whatever writes its text alternatives. */
@NullMarked
package io.darkroom.captioning.caption;

import org.jspecify.annotations.NullMarked;
