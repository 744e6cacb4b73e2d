package io.darkroom.ingest.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** How many uploads are being read or taken in, so that what is not urgent lets them pass. */
@ApplicationScoped
class UploadsUnderWay {
    private final AtomicInteger count = new AtomicInteger();

    /** One begins. */
    void begin() {
        count.incrementAndGet();
    }

    /** One ends, whatever came of it. */
    void end() {
        count.decrementAndGet();
    }

    boolean any() {
        return count.get() > 0;
    }
}
