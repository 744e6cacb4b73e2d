package io.darkroom.local.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Ends the child processes when this one dies in a way that it cannot answer ({@code kill -9}): a
 * shell that reads from a pipe, and kills what it was told of once the pipe breaks.
 */
final class Reaper implements AutoCloseable {
    private static final String SCRIPT =
            """
            trap '' INT HUP TERM
            alive=
            while read -r verb pid; do
              case $verb in
                add) alive="$alive $pid" ;;
                drop)
                  kept=
                  for one in $alive; do [ "$one" = "$pid" ] || kept="$kept $one"; done
                  alive=$kept ;;
              esac
            done
            [ -n "$alive" ] || exit 0
            kill -TERM $alive
            tries=0
            while [ $tries -lt 10 ] && kill -0 $alive; do sleep 1; tries=$((tries + 1)); done
            for one in $alive; do kill -KILL $one; done
            """;

    private final Process shell;
    private final Writer orders;

    Reaper() {
        try {
            shell =
                    new ProcessBuilder("sh", "-c", SCRIPT)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start the shell that cleans up", e);
        }
        orders = shell.outputWriter(StandardCharsets.US_ASCII);
    }

    void add(long pid) {
        order("add " + pid);
    }

    void drop(long pid) {
        order("drop " + pid);
    }

    private synchronized void order(String line) {
        try {
            orders.write(line + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The shell that cleans up is gone", e);
        }
    }

    @Override
    public void close() {
        try {
            orders.close();
            shell.waitFor(15, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException("The shell that cleans up is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
