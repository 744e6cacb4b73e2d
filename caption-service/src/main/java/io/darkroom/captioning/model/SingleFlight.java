package io.darkroom.captioning.model;

import io.darkroom.stage.TransientStageException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Lets nobody ask what somebody else of this instance is asking just now. */
final class SingleFlight {
    private final ConcurrentHashMap<AnswerKey, CountDownLatch> flights = new ConcurrentHashMap<>();

    /** Work that may be interrupted. */
    interface Work<T> {
        T run() throws InterruptedException;
    }

    /** Runs the work once nobody else runs work of this key. */
    <T> T alone(AnswerKey key, Work<T> work) throws InterruptedException, TransientStageException {
        var mine = new CountDownLatch(1);
        for (var other = flights.putIfAbsent(key, mine);
                other != null;
                other = flights.putIfAbsent(key, mine)) {
            other.await();
        }
        try {
            return work.run();
        } finally {
            flights.remove(key);
            mine.countDown();
        }
    }
}
