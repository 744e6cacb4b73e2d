/**
 * The way to a multimodal model: which provider, within which limits, for how much money, and never
 * twice for the same question. What is asked and what is made of the answer is others' business.
 */
@NullMarked
package io.darkroom.captioning.model;

import org.jspecify.annotations.NullMarked;
