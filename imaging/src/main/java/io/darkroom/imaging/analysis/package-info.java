/**
 * What can be measured in a picture without a model: faces, saliency, colours, light, sharpness,
 * background. Every place is a fraction of the upright picture, so that an analysis of a reduced
 * decode holds for the whole original.
 */
@NullMarked
package io.darkroom.imaging.analysis;

import org.jspecify.annotations.NullMarked;
