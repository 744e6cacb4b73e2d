/** Backgrounds extended without a model: the original's pixels stay as they were. */
@NullMarked
package io.darkroom.transform.outpaint;

import org.jspecify.annotations.NullMarked;
