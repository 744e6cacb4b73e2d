package io.darkroom.local.supervisor;

import io.darkroom.local.command.Console;
import io.darkroom.local.launch.BuiltService;
import io.darkroom.local.training.ArchivesMain;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the archives that are missing once everything runs, with what the machine has to spare: the
 * next start is the faster one.
 */
final class Archives implements AutoCloseable {
    private final Path root;
    private final Path log;
    private final Console console;
    private final Reaper reaper;
    private final Thread worker = Thread.ofVirtual().name("archives").unstarted(this::make);

    /**
     * @param root the project's directory
     */
    Archives(Path root, Path logs, Console console, Reaper reaper) {
        this.root = root;
        this.log = logs.resolve("archives.log");
        this.console = console;
        this.reaper = reaper;
    }

    void start() {
        if (!missing().isEmpty()) {
            worker.start();
        }
    }

    private List<String> missing() {
        return BuiltService.all(root).stream()
                .filter(service -> !service.isArchived())
                .map(BuiltService::module)
                .toList();
    }

    private void make() {
        console.say("Making archives in the background, from which the next start is faster");
        try {
            Process run = ArchivesMain.startInBackground(root, log);
            reaper.add(run.pid());
            await(run);
            reaper.drop(run.pid());
            var missing = missing();
            if (!missing.isEmpty()) {
                console.say("No archive of " + missing + "; " + log + " says why");
            }
        } catch (UncheckedIOException e) {
            console.say("No archives: " + e.getMessage());
        } catch (InterruptedException _) {
            // Darkroom ends; the next one goes on with what is missing.
        }
    }

    private static void await(Process run) throws InterruptedException {
        try {
            run.waitFor();
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
