package io.darkroom.local.supervisor;

import io.darkroom.local.command.Console;
import io.darkroom.local.command.Options;
import io.darkroom.local.command.UsageException;
import io.darkroom.local.demo.Demo;
import io.darkroom.local.embedded.EmbeddedServerException;
import io.darkroom.local.embedded.ServerLogs;
import io.darkroom.local.launch.Endpoints;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code ./darkroom up} and {@code ./darkroom demo}. */
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        ServerLogs.quiet();
        int code;
        try {
            var root = Path.of(System.getProperty("darkroom.root", "")).toAbsolutePath();
            code = run(Options.parse(List.of(arguments), root));
        } catch (UsageException e) {
            System.err.println("darkroom: " + e.getMessage());
            code = USAGE;
        } catch (EmbeddedServerException | UncheckedIOException e) {
            String why = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
            System.err.println("darkroom: " + e.getMessage() + why);
            code = FAILED;
        }
        System.exit(code);
    }

    private static int run(Options options) throws InterruptedException {
        boolean demo = options.command() == Options.Command.DEMO;
        Console console = Console.ofTerminal(!demo);
        var taken = StateDirectory.take(options.state());
        if (taken.isEmpty()) {
            return joinRunning(options, console);
        }
        try (var supervisor = new Supervisor(options, taken.get(), console)) {
            // A signal ends the JVM from another thread; the hook holds it until all is stopped.
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(supervisor)));
            Endpoints endpoints = supervisor.start();
            console.show(ReadyTable.of(endpoints, options.state()));
            int code = demo ? new Demo(endpoints, options, console).run() : 0;
            if (!demo || !options.exit()) {
                new CountDownLatch(1).await();
            }
            return code;
        }
    }

    private static int joinRunning(Options options, Console console) throws InterruptedException {
        Path file = StateDirectory.endpoints(options.state());
        if (!Files.exists(file)) {
            throw new UsageException(
                    "Another ./darkroom is starting or stopping on "
                            + options.state()
                            + "; wait for it, or name another directory with --state");
        }
        if (options.command() == Options.Command.UP) {
            Endpoints running = Endpoints.read(file);
            throw new UsageException(
                    "Darkroom is running on this state already: "
                            + running.ingest()
                            + " (see "
                            + file
                            + "); --state DIR starts a second one beside it");
        }
        console.say("Using the Darkroom that is running");
        return new Demo(Endpoints.read(file), options, console).run();
    }

    private static void stop(Supervisor supervisor) {
        supervisor.close();
    }
}
