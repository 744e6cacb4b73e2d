package io.darkroom.benchmarks;

import io.darkroom.benchmarks.Results.Measured;
import io.darkroom.benchmarks.Results.NotRun;
import io.darkroom.benchmarks.Results.Result;
import io.darkroom.benchmarks.captions.CaptionOutageBenchmark;
import io.darkroom.benchmarks.captions.CaptionsBenchmark;
import io.darkroom.benchmarks.captions.RecoveryBenchmark;
import io.darkroom.benchmarks.captions.ScalingBenchmark;
import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Progress;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.benchmarks.pipeline.CropMemoryBenchmark;
import io.darkroom.benchmarks.pipeline.FlowBenchmark;
import io.darkroom.benchmarks.pipeline.JoinBenchmark;
import io.darkroom.benchmarks.pipeline.LanesBenchmark;
import io.darkroom.benchmarks.pipeline.MemoryBenchmark;
import io.darkroom.benchmarks.pipeline.OverheadBenchmark;
import io.darkroom.benchmarks.pipeline.ReviewsBenchmark;
import io.darkroom.benchmarks.pipeline.SoakBenchmark;
import io.darkroom.benchmarks.pipeline.ThroughputBenchmark;
import io.darkroom.benchmarks.pipeline.UploadBenchmark;
import io.darkroom.benchmarks.pixels.CropsBenchmark;
import io.darkroom.benchmarks.pixels.ImagingBenchmark;
import io.darkroom.benchmarks.pixels.OutpaintBenchmark;
import io.darkroom.benchmarks.report.Machine;
import io.darkroom.benchmarks.start.StartBenchmark;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * {@code ./darkroom bench}: runs the benchmarks and prints what they found. Exit code 0 where all
 * ran, 1 where one did not, 2 where the command line is not understood.
 */
public final class Main {
    private static final int OK = 0;
    private static final int NOT_ALL_RAN = 1;
    private static final int MISUSED = 2;

    private final List<Benchmark> benchmarks;
    private final PrintStream out;
    private final PrintStream err;

    Main(List<Benchmark> benchmarks, PrintStream out, PrintStream err) {
        this.benchmarks = List.copyOf(benchmarks);
        this.out = out;
        this.err = err;
    }

    /** Runs and exits. */
    public static void main(String[] arguments) throws InterruptedException {
        // The clients' own news would drown the progress.
        Logger.getLogger("").setLevel(Level.WARNING);
        var root = Run.root();
        var main =
                new Main(
                        List.of(
                                new ImagingBenchmark(),
                                new CropsBenchmark(),
                                new OutpaintBenchmark(),
                                new UploadBenchmark(),
                                new JoinBenchmark(),
                                new FlowBenchmark(),
                                new OverheadBenchmark(),
                                new ThroughputBenchmark(),
                                new LanesBenchmark(),
                                new MemoryBenchmark(),
                                new CropMemoryBenchmark(),
                                new ReviewsBenchmark(),
                                new CaptionsBenchmark(),
                                new CaptionOutageBenchmark(),
                                new ScalingBenchmark(),
                                new RecoveryBenchmark(),
                                new StartBenchmark(),
                                new SoakBenchmark()),
                        System.out,
                        System.err);
        System.exit(main.run(List.of(arguments), root));
    }

    int run(List<String> arguments, Path root) throws InterruptedException {
        try {
            var options = Options.parse(arguments, root);
            return options.list() ? list() : measure(options);
        } catch (UsageException e) {
            err.println("darkroom: " + e.getMessage());
            err.print(Options.USAGE);
            return MISUSED;
        }
    }

    private int list() {
        out.print(Options.USAGE);
        out.println("\nBenchmarks:");
        benchmarks.forEach(each -> out.printf("  %-14s %s%n", each.name(), each.summary()));
        return OK;
    }

    private int measure(Options options) throws InterruptedException {
        var chosen = chosen(options.names());
        var machine = Machine.now();
        var run =
                new Run(
                        options.quick(),
                        options.minutes(),
                        options.photos(),
                        options.state(),
                        new Progress(err));
        var results = new Results(machine, options.quick(), List.of());
        out.print(results.markdown());
        // Told as they come: whoever stops a long run keeps what it has found.
        for (var benchmark : chosen) {
            run.progress().step(benchmark.name() + ": " + benchmark.summary());
            var result = result(benchmark, run);
            out.print("\n" + result.markdown());
            results = results.and(result);
            write(options.markdown(), results);
        }
        return results.complete() ? OK : NOT_ALL_RAN;
    }

    private List<Benchmark> chosen(List<String> names) {
        for (String name : names) {
            if (benchmarks.stream().noneMatch(each -> each.name().equals(name))) {
                throw new UsageException(
                        "There is no benchmark '%s'; there are %s"
                                .formatted(
                                        name,
                                        benchmarks.stream()
                                                .map(Benchmark::name)
                                                .collect(Collectors.joining(", "))));
            }
        }
        return benchmarks.stream()
                .filter(each -> names.isEmpty() || names.contains(each.name()))
                .toList();
    }

    /** One that breaks does not take the figures of the others with it. */
    private Result result(Benchmark benchmark, Run run) throws InterruptedException {
        try {
            return new Measured(benchmark.run(run));
        } catch (UnavailableException e) {
            err.println("darkroom: " + e.getMessage());
            return new NotRun(benchmark.name(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            e.printStackTrace(err);
            return new NotRun(benchmark.name(), "It failed: " + e);
        }
    }

    private void write(Optional<Path> target, Results results) {
        if (target.isEmpty()) {
            return;
        }
        Path file = target.get();
        try {
            Files.writeString(file, results.markdown());
            err.println("darkroom: results written to " + file);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write the results to " + file, e);
        }
    }
}
