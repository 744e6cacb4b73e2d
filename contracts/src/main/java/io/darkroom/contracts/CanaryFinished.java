package io.darkroom.contracts;

import java.util.UUID;

/**
 * A canary of a stage ended for an asset, beside the stage itself. It is for whoever compares the
 * two: no record is made of it. The event's id is {@link EventIds#canaryFinished}.
 *
 * @param canary its name, see {@link StageControl.Canary}
 * @param finished what it would have reported as the stage
 */
public record CanaryFinished(String canary, StageFinished finished) implements Event {
    public CanaryFinished {
        Require.text(canary, "canary");
        Require.present(finished, "finished");
    }

    @Override
    public UUID assetId() {
        return finished.assetId();
    }
}
