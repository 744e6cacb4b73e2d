package io.darkroom.stage;

import io.darkroom.contracts.StageOutcome;
import io.opentelemetry.context.Context;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs stages' own code with a limit on its time. The threads are as many as there are runs, which
 * the loops bound; one that does not heed its interruption is not waited for.
 */
@ApplicationScoped
class WorkExecutor {
    private final ExecutorService pixels =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().name("pixels-", 0).daemon(true).factory());
    private final ExecutorService waiting =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("stage-", 0).factory());

    /**
     * @throws ExecutionException with what the stage threw
     * @throws TimeoutException if its time was over first
     */
    StageOutcome run(StageWork work, StageInput input, Duration timeout)
            throws ExecutionException, TimeoutException, InterruptedException {
        var executor =
                switch (work.workload()) {
                    case PIXELS -> pixels;
                    case WAITING -> waiting;
                };
        var logged = LogContext.current();
        Future<StageOutcome> run =
                executor.submit(
                        Context.current()
                                .wrap(() -> {
                                    try (var _ = logged.open()) {
                                        return work.run(input);
                                    }
                                }));
        try {
            return run.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            run.cancel(true);
        }
    }

    @PreDestroy
    void close() {
        pixels.shutdownNow();
        waiting.shutdownNow();
    }
}
