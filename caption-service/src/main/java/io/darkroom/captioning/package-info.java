/** Captions and tags: the stages, the engines that do their work, and the way to models. */
@NullMarked
package io.darkroom.captioning;

import org.jspecify.annotations.NullMarked;
