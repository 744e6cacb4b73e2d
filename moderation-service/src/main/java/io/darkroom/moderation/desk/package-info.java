/**
 * The review desk at {@code /}. Its script lives in {@code src/main/resources/web} and speaks only
 * the public API.
 */
@NullMarked
package io.darkroom.moderation.desk;

import org.jspecify.annotations.NullMarked;
