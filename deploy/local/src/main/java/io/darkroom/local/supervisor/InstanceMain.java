package io.darkroom.local.supervisor;

import io.darkroom.broker.ShareGroup;
import io.darkroom.contracts.Stage;
import io.darkroom.local.command.Options;
import io.darkroom.local.command.UsageException;
import io.darkroom.local.embedded.FreePort;
import io.darkroom.local.launch.BuiltService;
import io.darkroom.local.launch.Endpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code ./darkroom instance}: one more instance of a stage beside the Darkroom that runs here, in
 * the foreground. It takes settings from this process's environment, so that it can be one with
 * another model, or a canary.
 */
public final class InstanceMain {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int HEAP_MEGABYTES = 512;

    private InstanceMain() {}

    public static void main(String[] line) throws InterruptedException {
        int code;
        try {
            Path root = Path.of(System.getProperty("darkroom.root", "")).toAbsolutePath();
            code = run(new ArrayList<>(List.of(line)), root);
        } catch (UsageException e) {
            System.err.println("darkroom: " + e.getMessage());
            code = USAGE;
        } catch (IOException e) {
            System.err.println("darkroom: the instance could not be started: " + e.getMessage());
            code = FAILED;
        }
        System.exit(code);
    }

    /**
     * Runs until the instance ends; says with which code.
     *
     * @throws UsageException where the line is not understood, or nothing runs here
     */
    static int run(List<String> line, Path root) throws IOException, InterruptedException {
        Path state = root.resolve(".darkroom");
        int at = line.indexOf("--state");
        if (at >= 0 && at + 1 < line.size()) {
            line.remove(at);
            state = Path.of(line.remove(at)).toAbsolutePath().normalize();
        }
        if (line.size() != 1) {
            throw new UsageException("say of which stage: " + List.of(Stage.values()));
        }
        Stage stage = stage(line.getFirst());
        Path file = StateDirectory.endpoints(state);
        if (!Files.exists(file)) {
            throw new UsageException(
                    "no Darkroom runs on " + state + "; start one with ./darkroom up");
        }
        int port = FreePort.from(Options.DEFAULT_PORT_BASE + 10);
        var builder = new ProcessBuilder(command(stage, state, root)).inheritIO();
        builder.environment().putAll(environment(stage, Endpoints.read(file), port));
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
        System.err.printf(
                "darkroom: one more instance of %s, on http://localhost:%d/q/health; Ctrl-C stops"
                        + " it%n",
                stage, port);
        return process.waitFor();
    }

    private static Stage stage(String name) {
        return Stage.find(name)
                .orElseThrow(() ->
                        new UsageException(
                                "'"
                                        + name
                                        + "' is no stage; stages are "
                                        + List.of(Stage.values())));
    }

    private static List<String> command(Stage stage, Path state, Path root) {
        var service = BuiltService.of(root, ShareGroup.service(stage));
        if (!Files.isReadable(service.jar())) {
            throw new UsageException(service.jar() + " is missing; ./darkroom build makes it");
        }
        return service.command(List.of(Leftovers.mark(state), "-Xmx" + HEAP_MEGABYTES + "m"));
    }

    /** What the supervisor gives its own instances, as far as a stage needs it. */
    static Map<String, String> environment(Stage stage, Endpoints running, int port) {
        var environment = new LinkedHashMap<>(BuiltService.environment(Map.of()));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", running.kafka());
        environment.put("DARKROOM_S3_ENDPOINT", running.s3().endpoint().toString());
        environment.put("DARKROOM_S3_ACCESS_KEY", running.s3().accessKey());
        environment.put("DARKROOM_S3_SECRET_KEY", running.s3().secretKey());
        environment.put("DARKROOM_STAGES", stage.id());
        environment.put("QUARKUS_HTTP_HOST", "localhost");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        return environment;
    }
}
