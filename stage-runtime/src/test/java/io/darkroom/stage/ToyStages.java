package io.darkroom.stage;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** The stages of the toy service. */
final class ToyStages {
    private ToyStages() {}

    @ApplicationScoped
    static class ToyTags implements StageWork {
        private final Toys toys;

        ToyTags(Toys toys) {
            this.toys = toys;
        }

        @Override
        public Stage stage() {
            return Stage.AUTO_TAG;
        }

        @Override
        public Object parameters(AssetUploaded asset) {
            return Map.of("engine", "toy 1");
        }

        @Override
        public Optional<StageOutcome.Skipped> withoutLook(AssetUploaded asset) {
            return toys.withoutLook(asset.assetId());
        }

        @Override
        public StageOutcome run(StageInput input) {
            return toys.run(input);
        }

        @Override
        public Workload workload() {
            return Workload.WAITING;
        }
    }

    @ApplicationScoped
    static class ToyCrops implements StageWork {
        private final Toys toys;

        ToyCrops(Toys toys) {
            this.toys = toys;
        }

        @Override
        public Stage stage() {
            return Stage.SMART_CROP;
        }

        @Override
        public Object parameters(AssetUploaded asset) {
            return Map.of("engine", "toy 1");
        }

        @Override
        public StageOutcome run(StageInput input) {
            return toys.run(input);
        }
    }
}
