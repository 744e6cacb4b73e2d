package io.darkroom.benchmarks.harness;

import java.io.PrintStream;
import java.time.Duration;

/** Says on the error stream what a long job is at; results alone go to the output stream. */
public final class Progress {
    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final PrintStream out;
    private long said = System.nanoTime();

    public Progress(PrintStream out) {
        this.out = out;
    }

    /** Says a step at once. */
    public synchronized void step(String what) {
        said = System.nanoTime();
        out.println("… " + what);
    }

    /** Says how far a count is, but not more than every few seconds. */
    public synchronized void count(String what, int done, int of) {
        if (System.nanoTime() - said > BETWEEN.toNanos()) {
            step("%s: %d of %d".formatted(what, done, of));
        }
    }
}
