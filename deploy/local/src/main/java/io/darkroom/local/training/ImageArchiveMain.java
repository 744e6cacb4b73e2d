package io.darkroom.local.training;

import io.darkroom.local.embedded.EmbeddedServerException;
import io.darkroom.local.launch.BuiltService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** While an image is built: makes the archive of the service in it, or says why there is none. */
public final class ImageArchiveMain {
    /** Containers log so. */
    private static final Map<String, String> SETTINGS =
            Map.of("quarkus.log.console.json.enabled", "true");

    private ImageArchiveMain() {}

    /**
     * @param arguments the service's module, its folder, the file with Java's options for it, and
     *     where its archive is to lie
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var service =
                new BuiltService(
                        arguments[0],
                        Path.of(arguments[1]),
                        List.of(Path.of(arguments[2])),
                        Path.of(arguments[3]));
        Path log = Files.createTempFile("training", ".log");
        try (var training = Training.start(SETTINGS)) {
            training.run(service, log);
        } catch (TrainingException | EmbeddedServerException e) {
            // Nobody sees the file of a build that failed.
            System.err.println(Files.readString(log));
            System.err.println("darkroom: " + e.getMessage());
            System.exit(1);
        }
        Files.delete(log);
    }
}
