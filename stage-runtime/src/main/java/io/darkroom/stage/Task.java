package io.darkroom.stage;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;

/** One stage's part in one record. */
record Task(StageWork work, Delivery delivery, AssetUploaded asset, int generation) {
    Stage stage() {
        return work.stage();
    }

    StageFinished finished(StageOutcome outcome, int attempts, long durationMs) {
        return new StageFinished(
                asset.assetId(),
                asset.tenant(),
                stage(),
                generation,
                attempts,
                durationMs,
                outcome);
    }
}
