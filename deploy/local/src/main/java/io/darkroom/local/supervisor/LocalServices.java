package io.darkroom.local.supervisor;

import io.darkroom.local.command.Console;
import io.darkroom.local.command.Options;
import io.darkroom.local.command.UsageException;
import io.darkroom.local.embedded.FreePort;
import io.darkroom.local.embedded.ServiceSettings;
import io.darkroom.local.launch.BuiltService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Darkroom's four services as they run on one machine. */
final class LocalServices {
    private static final String RATE_LIMIT = "darkroom.access.rate-limit.per-second";

    private record Kind(String name, String module, int heapMegabytes) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind("ingest", "ingest-service", 256),
                    new Kind("moderation", "moderation-service", 512),
                    new Kind("caption", "caption-service", 512),
                    new Kind("transform", "transform-service", 512));

    private LocalServices() {}

    /** How many ports from the base on are theirs. */
    static int count() {
        return KINDS.size();
    }

    /**
     * What to start.
     *
     * @param ports one for each service, in order
     * @param settings configuration, by property name, that every service gets
     * @throws UsageException if a service is not built
     */
    static List<ServiceSpec> specs(
            Options options, List<Integer> ports, Map<String, String> settings) {
        var specs = new ArrayList<ServiceSpec>();
        for (Kind kind : KINDS) {
            int index = specs.size();
            var command =
                    built(options.root(), kind)
                            .command(
                                    List.of(
                                            Leftovers.mark(options.state()),
                                            "-Xmx" + kind.heapMegabytes() + "m"));
            var environment = BuiltService.environment(settings);
            environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.get(index)));
            environment.put("QUARKUS_HTTP_HOST", "localhost");
            // A trial's receiver of webhooks runs on this machine too.
            environment.put("DARKROOM_WEBHOOKS_ALLOWED_NETWORKS", "127.0.0.0/8,::1");
            environment.put("DARKROOM_WEBHOOKS_ALLOW_HTTP", "true");
            environment.put("DARKROOM_DESK_URL", "http://localhost:" + ports.get(1));
            specs.add(new ServiceSpec(index, kind.name(), ports.get(index), command, environment));
        }
        return specs;
    }

    private static BuiltService built(Path root, Kind kind) {
        var service = BuiltService.of(root, kind.module());
        if (!Files.isReadable(service.jar())) {
            throw new UsageException(service.jar() + " is missing; ./darkroom build makes it");
        }
        return service;
    }

    /** Ports for everything: the wanted one each, or the next free one, said aloud. */
    static List<Integer> choosePorts(int base, int count, Console console) {
        var chosen = new ArrayList<Integer>();
        for (int wanted = base; wanted < base + count; wanted++) {
            int port = FreePort.from(wanted);
            while (chosen.contains(port)) {
                port = FreePort.from(port + 1);
            }
            if (port != wanted && (chosen.isEmpty() || wanted > chosen.getLast())) {
                console.say("Port " + wanted + " is taken; using " + port);
            }
            chosen.add(port);
        }
        return chosen;
    }

    /** The configuration that opens the services to one key, without limits unless any are set. */
    static Map<String, String> access(String apiKey) {
        var settings =
                new LinkedHashMap<>(
                        ServiceSettings.accessKey("local", ServiceSettings.hash(apiKey)));
        if (System.getenv(BuiltService.variable(RATE_LIMIT)) == null) {
            settings.put(RATE_LIMIT, "");
        }
        return settings;
    }
}
