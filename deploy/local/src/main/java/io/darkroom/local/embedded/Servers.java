package io.darkroom.local.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Kafka with Darkroom's topics, PostgreSQL and S3, started side by side.
 *
 * @param kafka the broker; every topic and share group is set up
 * @param postgres the database server
 * @param s3 the object store, with both buckets
 */
public record Servers(EmbeddedKafka kafka, EmbeddedPostgres postgres, EmbeddedS3 s3)
        implements AutoCloseable {

    /**
     * Starts all three with their data under one directory.
     *
     * @throws EmbeddedServerException if one does not start; those that did are stopped again
     */
    public static Servers start(Path dataDir, Ports ports, String accessKey, String secretKey) {
        // Binds the logging once, before three threads do so at the same time and warn of it.
        LoggerFactory.getILoggerFactory();
        var kafka =
                async(() -> {
                    var server = EmbeddedKafka.start(dataDir.resolve("kafka"), ports.kafka());
                    TopicSetup.apply(server.bootstrapServers());
                    return server;
                });
        var postgres =
                async(() -> EmbeddedPostgres.start(dataDir.resolve("postgres"), ports.postgres()));
        var s3 =
                async(() ->
                        EmbeddedS3.start(dataDir.resolve("s3"), ports.s3(), accessKey, secretKey));
        try {
            return new Servers(kafka.join(), postgres.join(), s3.join());
        } catch (CompletionException e) {
            List.of(kafka, postgres, s3).forEach(Servers::closeStarted);
            throw e.getCause() instanceof EmbeddedServerException known
                    ? known
                    : new EmbeddedServerException("The servers did not start in " + dataDir, e);
        }
    }

    /** Stops all three, also where one of them fails to. */
    @Override
    public void close() {
        var failures = new ArrayList<RuntimeException>();
        for (AutoCloseable server : List.of(kafka, postgres, s3)) {
            try {
                server.close();
            } catch (Exception e) {
                failures.add(new EmbeddedServerException("A server did not stop", e));
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    // Threads of their own: the common pool of a 2-core machine has one.
    private static <T> CompletableFuture<T> async(Supplier<T> start) {
        return CompletableFuture.supplyAsync(
                start, task -> Thread.ofPlatform().name("darkroom-start").start(task));
    }

    private static void closeStarted(
            CompletableFuture<? extends @Nullable AutoCloseable> starting) {
        try {
            AutoCloseable server = starting.join();
            if (server != null) {
                server.close();
            }
        } catch (Exception e) {
            System.getLogger(Servers.class.getName())
                    .log(System.Logger.Level.DEBUG, "Nothing to stop, or it did not stop", e);
        }
    }

    /** The ports to listen on; 0 takes a free one. */
    public record Ports(int kafka, int postgres, int s3) {
        public static final Ports FREE = new Ports(0, 0, 0);
    }
}
