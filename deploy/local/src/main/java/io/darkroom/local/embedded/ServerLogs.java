package io.darkroom.local.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

/** What the embedded servers say of themselves. */
public final class ServerLogs {
    private ServerLogs() {}

    /** From now on only what is worth reading. */
    public static void quiet() {
        try (var settings =
                ServerLogs.class.getResourceAsStream("/io/darkroom/local/logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        } catch (IOException e) {
            throw new UncheckedIOException("The logging configuration is unreadable", e);
        }
    }
}
