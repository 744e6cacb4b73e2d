@NullMarked
package io.darkroom.stage;

import org.jspecify.annotations.NullMarked;
