@NullMarked
package io.darkroom.storage;

import org.jspecify.annotations.NullMarked;
