/** What a person types at the terminal, and what is said there. */
@NullMarked
package io.darkroom.local.command;

import org.jspecify.annotations.NullMarked;
