package io.darkroom.ingest.canary;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import io.darkroom.ingest.operations.StageInstances;
import io.darkroom.ingest.operations.StageView.CanaryShare;
import io.darkroom.ingest.steering.Steering;
import io.darkroom.service.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How the canaries do. */
@ApplicationScoped
class Canaries {
    private static final int MOST = 1000;

    private final Transactions transactions;
    private final Steering steering;
    private final StageInstances instances;
    private final CanaryOutcomes outcomes;

    Canaries(
            Transactions transactions,
            Steering steering,
            StageInstances instances,
            CanaryOutcomes outcomes) {
        this.transactions = transactions;
        this.steering = steering;
        this.instances = instances;
        this.outcomes = outcomes;
    }

    /** That of a stage. Blocks. */
    CanaryView of(Stage stage) {
        StageControl word = transactions.run(steering::words).get(stage);
        StageControl.Canary canary = word == null ? null : word.canary();
        if (canary == null) {
            return new CanaryView(stage, null, 0, 0, 0, null, null, null, List.of());
        }
        List<Pair> pairs = outcomes.pairs(stage, canary.name(), canary.since(), MOST);
        var comparison = new Comparison(pairs);
        return new CanaryView(
                stage,
                new CanaryShare(canary.name(), canary.percent(), canary.since()),
                instances.ofCanary(stage, canary.name()),
                outcomes.count(stage, canary.name(), canary.since()),
                pairs.size(),
                comparison.baseline(),
                comparison.canary(),
                comparison.agreement(),
                comparison.examples());
    }
}
