/** Holds the files of deploy/ and the generated pages of docs/ against the code. */
@NullMarked
package io.darkroom.checks;

import org.jspecify.annotations.NullMarked;
