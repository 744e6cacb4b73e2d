package io.darkroom.local.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The training run that makes a service's archive (deploy/images/train.sh). */
public final class Training {
    /** Settings of services, which a person's environment may hold for other servers. */
    private static final List<String> SETTINGS =
            List.of("DARKROOM_", "KAFKA_", "QUARKUS_", "SMALLRYE_", "MP_");

    private Training() {}

    /**
     * Starts it. It ends with 0 once the archive is there; ended before, it leaves none.
     *
     * @param settings where its servers are, by property name; no others must know them
     * @param log what it says goes here
     */
    public static Process start(BuiltService service, Map<String, String> settings, Path log) {
        var builder =
                new ProcessBuilder(
                                "bash",
                                service.root().resolve("deploy/images/train.sh").toString(),
                                service.application().toString(),
                                service.archive().toString(),
                                "-Xmx512m")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> SETTINGS.stream().anyMatch(name::startsWith));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.putAll(BuiltService.environment(settings));
        try {
            Process run = builder.start();
            run.getOutputStream().close();
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException("The training run could not be started", e);
        }
    }
}
