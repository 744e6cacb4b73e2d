package io.darkroom.benchmarks.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * What the stores of a Darkroom on this machine hold.
 *
 * @param bytes by the store's folder in the state directory
 */
record StoredBytes(Map<String, Long> bytes) {
    private static final List<String> STORES = List.of("kafka", "postgres", "s3");

    static StoredBytes now(Path state) {
        return new StoredBytes(
                STORES.stream()
                        .filter(store -> Files.isDirectory(state.resolve(store)))
                        .collect(
                                Collectors.toMap(
                                        store -> store, store -> size(state.resolve(store)))));
    }

    /** For each of so many things that were stored since. */
    Map<String, Double> each(StoredBytes since, int things) {
        return bytes.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                now ->
                                        (now.getValue()
                                                        - since.bytes.getOrDefault(
                                                                now.getKey(), 0L))
                                                / (double) things));
    }

    /** Files come and go while it looks. */
    private static long size(Path folder) {
        var sum = new AtomicLong();
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
                            sum.addAndGet(about.size());
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException gone) {
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path directory, IOException gone) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException("Could not look into " + folder, e);
        }
        return sum.get();
    }
}
