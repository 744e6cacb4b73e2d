/** The image model that an operator configures, spoken to as OpenAI's image edits. */
@NullMarked
package io.darkroom.transform.imagemodel;

import org.jspecify.annotations.NullMarked;
