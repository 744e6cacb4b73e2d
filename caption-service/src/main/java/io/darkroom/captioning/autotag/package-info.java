/** The auto-tag stage and the port for whatever finds its labels. */
@NullMarked
package io.darkroom.captioning.autotag;

import org.jspecify.annotations.NullMarked;
