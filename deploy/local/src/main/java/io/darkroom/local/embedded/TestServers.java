package io.darkroom.local.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The servers of a test JVM: started at the first call, stopped and deleted when the JVM ends. */
public final class TestServers {
    /** The API key that the {@link #configuration()} knows, with every role, tenant default. */
    public static final String API_KEY = "test-key";

    private static final String ACCESS_KEY = "test-access";
    private static final String SECRET_KEY = "test-secret-key";

    private static @Nullable Map<String, String> started;

    private TestServers() {}

    /** The services' configuration for these servers: Kafka, S3, the database, one API key. */
    public static synchronized Map<String, String> configuration() {
        Map<String, String> known = started;
        if (known == null) {
            var settings = new LinkedHashMap<String, String>(ServiceSettings.of(startUntilExit()));
            settings.putAll(ServiceSettings.accessKey("test", ServiceSettings.hash(API_KEY)));
            settings.putAll(quietServers());
            known = Map.copyOf(settings);
            started = known;
        }
        return known;
    }

    /** The servers log in this JVM; what a test wants to read is the service. */
    private static Map<String, String> quietServers() {
        var levels = new LinkedHashMap<String, String>();
        for (String category :
                List.of(
                        "kafka",
                        "org.apache.kafka",
                        "state.change.logger",
                        "org.gaul",
                        "io.zonky")) {
            levels.put("quarkus.log.category.\"" + category + "\".level", "ERROR");
        }
        return levels;
    }

    private static Servers startUntilExit() {
        Path data = Directories.temporary("darkroom-test");
        Servers servers = Servers.start(data, Servers.Ports.FREE, ACCESS_KEY, SECRET_KEY);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .unstarted(() -> {
                                    servers.close();
                                    Directories.delete(data);
                                }));
        return servers;
    }
}
