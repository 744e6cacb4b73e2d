/** How well the queue is served: what waits, for how long, what is decided, and who agrees. */
@NullMarked
package io.darkroom.moderation.levels;

import org.jspecify.annotations.NullMarked;
