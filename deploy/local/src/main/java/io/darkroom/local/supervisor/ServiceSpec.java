package io.darkroom.local.supervisor;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A service as the supervisor starts it.
 *
 * @param name as it stands before its lines in the log
 * @param command the whole command; no secrets, since every user of the machine can read it
 * @param environment added to this process's own; secrets go here
 */
record ServiceSpec(
        int index, String name, int port, List<String> command, Map<String, String> environment) {
    URI url() {
        return URI.create("http://localhost:" + port);
    }

    /** The JVM arguments in front of {@code -jar}. */
    static List<String> java(Path state, int heapMegabytes) {
        return List.of(
                ProcessHandle.current().info().command().orElse("java"),
                Leftovers.mark(state),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    }
}
