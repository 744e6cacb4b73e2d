/**
 * Breaks a whole Darkroom on purpose while it works, and holds what came of it against what had to:
 * {@code ./darkroom chaos} and {@code ChaosFaultIT}.
 *
 * <p>{@link io.darkroom.systemtests.chaos.ChaosRun} tells the story in order: a {@code Rig} runs,
 * {@code Traffic} uploads and keeps the {@code Model}, a {@code Schedule} of {@code Faults} breaks
 * things, and when all is calm again the {@code Checker} compares.
 */
@NullMarked
package io.darkroom.systemtests.chaos;

import org.jspecify.annotations.NullMarked;
