package io.darkroom.local.training;

import io.darkroom.local.embedded.EmbeddedServerException;
import io.darkroom.local.launch.BuiltService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The end of {@code ./darkroom build}: makes the archives that are missing or old, and says so.
 * Without one a service only starts more slowly, so that nothing here makes the build fail.
 */
public final class ArchivesMain {
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);

    private final Path root;

    private ArchivesMain(Path root) {
        this.root = root;
    }

    public static void main(String[] arguments) {
        var archives =
                new ArchivesMain(Path.of(System.getProperty("darkroom.root", "")).toAbsolutePath());
        var missing =
                BuiltService.all(archives.root).stream()
                        .filter(service -> !service.isArchived())
                        .toList();
        if (!missing.isEmpty()) {
            archives.make(missing);
        }
    }

    /**
     * The same in a process of its own that takes no more of the machine than nobody else wants.
     * Told to end, it ends what it has started.
     *
     * @param log what it says goes here
     */
    public static Process startInBackground(Path root, Path log) {
        var builder =
                new ProcessBuilder(
                                "nice",
                                "-n",
                                "19",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Djava.awt.headless=true",
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-Ddarkroom.root=" + root,
                                "-cp",
                                System.getProperty("java.class.path"),
                                ArchivesMain.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("The training runs could not be started", e);
        }
    }

    private void make(List<BuiltService> missing) {
        endWhenTold(Thread.currentThread());
        System.out.println("darkroom: starting servers for training runs");
        try (var training = Training.start(Map.of())) {
            for (BuiltService service : missing) {
                make(service, training);
            }
        } catch (EmbeddedServerException | UncheckedIOException e) {
            System.out.println("darkroom: no archives, services start without: " + e.getMessage());
        } catch (InterruptedException _) {
            // The next one goes on with what is missing.
        }
    }

    private void make(BuiltService service, Training training) throws InterruptedException {
        System.out.println(
                "darkroom: making the archive that " + service.module() + " starts from");
        Path log = root.resolve(".darkroom").resolve(service.module() + "-archive.log");
        try {
            training.run(service, log);
        } catch (TrainingException e) {
            System.out.println("darkroom: " + e.getMessage());
        }
    }

    /** Servers would outlive this process. */
    private static void endWhenTold(Thread working) {
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .unstarted(() -> {
                                    working.interrupt();
                                    joined(working);
                                }));
    }

    private static void joined(Thread working) {
        try {
            working.join(STOPPED_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
