/** Which API keys open this service: those of the configuration, and those the topic tells of. */
@NullMarked
package io.darkroom.moderation.access;

import org.jspecify.annotations.NullMarked;
