package io.darkroom.local.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The servers of a test JVM: started at the first call, stopped and deleted when the JVM ends. */
public final class TestServers {
    /** The API key that the {@link #configuration()} knows, with every role, tenant default. */
    public static final String API_KEY = "test-key";

    private static final String ACCESS_KEY = "test-access";
    private static final String SECRET_KEY = "test-secret-key";

    /**
     * Quarkus loads test resources again, by another class loader, for each test profile; static
     * fields are lost in between, properties of the JVM are not.
     */
    private static final Object JVM_LOCK = System.class;

    private static final String HOLDER = "io.darkroom.local.test-servers";

    private TestServers() {}

    /** The services' configuration for these servers: Kafka, S3, the database, one API key. */
    public static Map<String, String> configuration() {
        synchronized (JVM_LOCK) {
            Properties known = System.getProperties();
            var held = new LinkedHashMap<String, String>();
            if (known.get(HOLDER) instanceof Map<?, ?> earlier) {
                earlier.forEach((key, value) -> held.put((String) key, (String) value));
                return held;
            }
            held.putAll(ServiceSettings.of(startUntilExit()));
            held.putAll(ServiceSettings.accessKey("test", sha256(API_KEY)));
            held.putAll(quietServers());
            known.put(HOLDER, Map.copyOf(held));
            return held;
        }
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
        try {
            Path data = Files.createTempDirectory("darkroom-test");
            Servers servers = Servers.start(data, Servers.Ports.FREE, ACCESS_KEY, SECRET_KEY);
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform()
                                    .unstarted(() -> {
                                        servers.close();
                                        Directories.delete(data);
                                    }));
            return servers;
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary directory for the test servers", e);
        }
    }

    private static String sha256(String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
