package io.darkroom.stage;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is to happen once a run's own part is over: kept in OpenTelemetry's context, which goes with
 * the run from thread to thread.
 */
final class LettingGo {
    private static final ContextKey<Runnable> KEY = ContextKey.named("darkroom-letting-go");

    private LettingGo() {}

    /** Does the work, during which that happens once at most. */
    static <T> T of(Runnable lettingGo, Solo.Interruptible<T> work) throws InterruptedException {
        var happened = new AtomicBoolean();
        Runnable once =
                () -> {
                    if (happened.compareAndSet(false, true)) {
                        lettingGo.run();
                    }
                };
        try (var _ = Context.current().with(KEY, once).makeCurrent()) {
            return work.run();
        }
    }

    static void now() {
        Runnable lettingGo = Context.current().get(KEY);
        if (lettingGo != null) {
            lettingGo.run();
        }
    }
}
