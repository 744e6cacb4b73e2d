/** What an instruction for generated pixels may ask for: rules as data, and their reader. */
@NullMarked
package io.darkroom.contracts.instruction;

import org.jspecify.annotations.NullMarked;
