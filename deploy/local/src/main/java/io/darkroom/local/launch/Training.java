package io.darkroom.local.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The training run that makes a service's archive (deploy/images/train.sh). */
public final class Training {
    private static final List<String> WITH_WHAT_IS_TO_SPARE = List.of("nice", "-n", "19");

    private Training() {}

    /**
     * Starts it. It ends with 0 once the archive is there; ended before, it leaves none.
     *
     * @param log what it says goes here
     */
    public static Process start(BuiltService service, Path log) {
        return start(List.of(), service, log);
    }

    /** Starts it, and has it take no more of the machine than nobody else wants. */
    public static Process startInBackground(BuiltService service, Path log) {
        return start(WITH_WHAT_IS_TO_SPARE, service, log);
    }

    private static Process start(List<String> before, BuiltService service, Path log) {
        var command = new ArrayList<>(before);
        command.add("bash");
        command.add(service.root().resolve("deploy/images/train.sh").toString());
        command.add(service.application().toString());
        command.add(service.archive().toString());
        command.add("-Xmx512m");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(BuiltService.environment(Map.of()));
        try {
            Process run = builder.start();
            run.getOutputStream().close();
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException("The training run could not be started", e);
        }
    }
}
