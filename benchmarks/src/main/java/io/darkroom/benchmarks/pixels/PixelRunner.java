package io.darkroom.benchmarks.pixels;

import io.darkroom.benchmarks.report.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs one job of one side in a process of its own. */
final class PixelRunner {
    private static final String HEAP = "-Xmx1g";

    private final Path file;
    private final boolean quick;

    PixelRunner(Path file, boolean quick) {
        this.file = file;
        this.quick = quick;
    }

    /** Milliseconds for one call, a value for each iteration. */
    Samples milliseconds(Class<?> side, Job job) {
        try {
            var result = new Runner(options(side, job).build()).runSingle();
            return samples(result);
        } catch (RunnerException e) {
            throw new IllegalStateException(
                    "JMH could not measure " + job.method() + " of " + side.getSimpleName(), e);
        }
    }

    private ChainedOptionsBuilder options(Class<?> side, Job job) {
        return new OptionsBuilder()
                .include("^" + Pattern.quote(side.getName() + "." + job.method()) + "$")
                .param("file", file.toString())
                .forks(1)
                .warmupIterations(quick ? 1 : 3)
                .warmupTime(TimeValue.milliseconds(quick ? 100 : 1000))
                .measurementIterations(quick ? 2 : 7)
                .measurementTime(TimeValue.milliseconds(quick ? 100 : 1000))
                .jvmArgsAppend(HEAP)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
    }

    private static Samples samples(RunResult result) {
        var values = new ArrayList<Double>();
        for (var process : result.getBenchmarkResults()) {
            for (IterationResult iteration : process.getIterationResults()) {
                values.add(iteration.getPrimaryResult().getScore());
            }
        }
        return new Samples(values);
    }
}
