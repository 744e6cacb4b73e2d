package io.darkroom.benchmarks.harness;

import io.darkroom.benchmarks.report.Report;

/** One thing to measure. */
public interface Benchmark {

    /** What it is called on the command line. */
    String name();

    /** What it measures, in one line. */
    String summary();

    /**
     * Measures.
     *
     * @throws UnavailableException where something that it needs is not there
     */
    Report run(Run run) throws InterruptedException;
}
