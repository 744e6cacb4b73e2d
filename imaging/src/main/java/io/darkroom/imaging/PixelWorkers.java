package io.darkroom.imaging;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.PointerScope;

/**
 * The platform threads that native pixel work runs on, one for each core: a native call pins the
 * virtual thread that makes it, and a few of them would stop all others.
 *
 * <p>One instance belongs to a service. Native objects that a task makes are freed when it ends,
 * whatever way it ends; a {@link Picture} that it gives back lives on.
 */
public final class PixelWorkers implements AutoCloseable {

    /** Pixel work that may fail in its own way. */
    @FunctionalInterface
    public interface PixelTask<T, E extends Exception> {
        /** Does the work. */
        T run() throws E;
    }

    private final ExecutorService threads;

    /**
     * Starts the pool.
     *
     * @param size number of threads, at least 1
     */
    public PixelWorkers(int size) {
        NativeImaging.load();
        threads =
                Executors.newFixedThreadPool(
                        size, Thread.ofPlatform().name("pixels-", 0).daemon().factory());
    }

    /** One thread for each core. */
    public static PixelWorkers perCore() {
        return new PixelWorkers(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Runs a task on a worker and waits for it. Where the wait is interrupted the task runs on if
     * it has begun (native code cannot be stopped) and what it gives back is closed.
     *
     * @throws E what the task throws
     * @throws InterruptedException where the caller is interrupted
     */
    public <T, E extends Exception> T run(PixelTask<T, E> task) throws E, InterruptedException {
        CompletableFuture<T> result = new CompletableFuture<>();
        threads.execute(() -> complete(result, task::run));
        try {
            return result.get();
        } catch (InterruptedException e) {
            abandon(result);
            throw e;
        } catch (ExecutionException e) {
            throw PixelWorkers.<E>asThrown(e);
        }
    }

    private static <T> void complete(CompletableFuture<T> result, Callable<T> task) {
        if (result.isDone()) {
            return;
        }
        try {
            T value = scoped(task);
            if (!result.complete(value)) {
                close(value);
            }
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    /** The scope ends before anybody is told, so that nobody sees native objects half gone. */
    private static <T> T scoped(Callable<T> task) throws Exception {
        try (PointerScope _ = new PointerScope()) {
            return task.call();
        }
    }

    private static <T> void abandon(CompletableFuture<T> result) {
        if (!result.cancel(false) && !result.isCompletedExceptionally()) {
            close(result.join());
        }
    }

    private static void close(Object value) {
        if (value instanceof Picture picture) {
            picture.close();
        }
    }

    /** The task can only have thrown E, an unchecked exception or an error. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E asThrown(ExecutionException failure) {
        Throwable cause = Objects.requireNonNull(failure.getCause());
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return (E) cause;
    }

    /** Lets running work end, for up to a minute, and takes no more. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
