/**
 * What every stage shares: the worker ({@link io.darkroom.stage.StageRunner}), the port that a
 * stage implements ({@link io.darkroom.stage.StageWork}) and the failure types.
 */
@NullMarked
package io.darkroom.stage;

import org.jspecify.annotations.NullMarked;
