@NullMarked
package io.darkroom.systemtests.chaos;

import org.jspecify.annotations.NullMarked;
