/**
 * Captions and tags by a multimodal model. Whatever a model says is taken for a stranger's word:
 * held against a schema, mended where that is safe, asked for again once, or refused.
 */
@NullMarked
package io.darkroom.captioning.vision;

import org.jspecify.annotations.NullMarked;
