package io.darkroom.moderation.review;

import io.darkroom.moderation.review.DecisionResults.Result;
import io.darkroom.moderation.review.DecisionResults.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

/** Counts what came of decisions. */
@Singleton
class DeskMetrics {
    private final Counter accepted;
    private final Counter refused;

    DeskMetrics(MeterRegistry registry) {
        accepted = counter(registry, "accepted");
        refused = counter(registry, "refused");
    }

    private static Counter counter(MeterRegistry registry, String result) {
        return Counter.builder("darkroom.review.decisions")
                .description("Decisions that were sent in, by what came of them")
                .tag("result", result)
                .register(registry);
    }

    void decided(List<Result> results) {
        int taken =
                Math.toIntExact(
                        results.stream().filter(each -> each.status() == Status.ACCEPTED).count());
        accepted.increment(taken);
        refused.increment(results.size() - taken);
    }
}
