package io.darkroom.stage;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * First deliveries run side by side; a repeated one runs alone in this instance, because it may be
 * the one that brought the last instance down, and must not take others with it again.
 */
@ApplicationScoped
class Solo {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

    <T> T run(boolean alone, Interruptible<T> work) throws InterruptedException {
        Lock mine = alone ? lock.writeLock() : lock.readLock();
        mine.lockInterruptibly();
        try {
            return work.run();
        } finally {
            mine.unlock();
        }
    }

    /** Work that may be interrupted. */
    interface Interruptible<T> {
        T run() throws InterruptedException;
    }
}
