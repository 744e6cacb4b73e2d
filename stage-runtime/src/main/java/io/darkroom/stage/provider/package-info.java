/** How stages speak to providers of models. */
@NullMarked
package io.darkroom.stage.provider;

import org.jspecify.annotations.NullMarked;
