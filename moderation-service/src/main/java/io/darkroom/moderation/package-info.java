/** The moderation service: what waits for a person's eye, and what that person says. */
@NullMarked
package io.darkroom.moderation;

import org.jspecify.annotations.NullMarked;
