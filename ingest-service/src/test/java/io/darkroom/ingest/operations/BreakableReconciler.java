package io.darkroom.ingest.operations;

import io.darkroom.ingest.sweep.Reconciler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** A part of the reconciliation that compares nothing, and breaks where a test says so. */
@ApplicationScoped
class BreakableReconciler implements Reconciler {
    static final String NAME = "nothing, for a test";

    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean broken;

    void breakFor(Runnable work) {
        broken = true;
        try {
            work.run();
        } finally {
            broken = false;
        }
    }

    int calls() {
        return calls.get();
    }

    @Override
    public String compares() {
        return NAME;
    }

    @Override
    public Result reconcileNow() {
        calls.incrementAndGet();
        if (broken) {
            throw new IllegalStateException("Broken by a test");
        }
        return Result.NOT_CONFIGURED;
    }
}
