package io.darkroom.benchmarks.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * So many tasks, never more than a given number of them at a time: as one ends the next begins.
 *
 * @param results in the order of the tasks
 * @param seconds from the first start to the last end
 */
record Load<T>(List<T> results, double seconds) {

    /** One task of a load. */
    @FunctionalInterface
    interface Task<T> {
        T run(int index) throws InterruptedException;
    }

    Load {
        results = List.copyOf(results);
    }

    /** Tasks ended in a second. */
    double rate() {
        return results.size() / seconds;
    }

    /**
     * Runs the tasks to their end.
     *
     * @throws RuntimeException what a task threw
     */
    static <T> Load<T> run(int tasks, int atATime, Task<T> task) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(atATime, Thread.ofVirtual().factory())) {
            var calls =
                    IntStream.range(0, tasks)
                            .mapToObj(index -> (Callable<T>) () -> task.run(index))
                            .toList();
            long start = System.nanoTime();
            var ended = threads.invokeAll(calls);
            double seconds = (System.nanoTime() - start) / 1e9;
            var results = new ArrayList<T>();
            for (var each : ended) {
                results.add(each.get());
            }
            return new Load<>(results, seconds);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("A task of the load failed", e);
        }
    }
}
