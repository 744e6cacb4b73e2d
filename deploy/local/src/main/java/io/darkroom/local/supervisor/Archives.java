package io.darkroom.local.supervisor;

import io.darkroom.local.launch.BuiltService;
import io.darkroom.local.launch.Training;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the archives that are missing once everything runs, one after the other, with what the
 * machine has to spare: the next start is the faster one.
 */
final class Archives implements AutoCloseable {
    private final List<BuiltService> missing;
    private final Path logs;
    private final Console console;
    private final Reaper reaper;
    private final Thread worker = Thread.ofVirtual().name("archives").unstarted(this::makeAll);

    Archives(List<BuiltService> services, Path logs, Console console, Reaper reaper) {
        this.missing = services.stream().filter(service -> !service.isArchived()).toList();
        this.logs = logs;
        this.console = console;
        this.reaper = reaper;
    }

    void start() {
        if (!missing.isEmpty()) {
            worker.start();
        }
    }

    private void makeAll() {
        console.say("Making archives in the background, from which the next start is faster");
        try {
            for (BuiltService service : missing) {
                make(service);
            }
        } catch (InterruptedException _) {
            // Darkroom ends; the next one goes on with what is missing.
        }
    }

    private void make(BuiltService service) throws InterruptedException {
        Path log = logs.resolve(service.module() + "-archive.log");
        try {
            Process run = Training.startInBackground(service, log);
            reaper.add(run.pid());
            if (await(run) != 0) {
                console.say("No archive of " + service.module() + "; " + log + " says why");
            }
            reaper.drop(run.pid());
        } catch (UncheckedIOException e) {
            console.say("No archive of " + service.module() + ": " + e.getMessage());
        }
    }

    private static int await(Process run) throws InterruptedException {
        try {
            return run.waitFor();
        } catch (InterruptedException e) {
            run.destroy();
            throw e;
        }
    }

    @Override
    public void close() {
        worker.interrupt();
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
