package io.darkroom.local.launch;

import java.io.IOException;

/**
 * Runs a command, such as a training run while an image is built, on servers of its own that its
 * environment names, and ends as it does.
 */
public final class WithServers {
    private WithServers() {}

    /**
     * @param command the program and its arguments
     */
    public static void main(String[] command) throws IOException, InterruptedException {
        int code;
        try (var servers = TrainingServers.start()) {
            var builder = new ProcessBuilder(command).inheritIO();
            builder.environment().putAll(BuiltService.environment(servers.settings()));
            code = builder.start().waitFor();
        }
        System.exit(code);
    }
}
