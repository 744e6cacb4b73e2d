package io.darkroom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Table;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir Path root;

    private record Fake(String name, Function<Run, Report> work) implements Benchmark {
        @Override
        public String summary() {
            return "measures " + name;
        }

        @Override
        public Report run(Run run) {
            return work.apply(run);
        }
    }

    private static final Fake GOOD =
            new Fake(
                    "good",
                    run ->
                            new Report(
                                    "good",
                                    List.of(
                                            new Table(
                                                    List.of("ratio"),
                                                    List.of(List.of(run.quick() ? "1" : "2")))),
                                    List.of()));
    private static final Fake ABSENT =
            new Fake(
                    "absent",
                    _ -> {
                        throw new UnavailableException("Start Darkroom first");
                    });
    private static final Fake BROKEN =
            new Fake(
                    "broken",
                    _ -> {
                        throw new IllegalStateException("boom");
                    });

    private int run(String... arguments) throws InterruptedException {
        var main = new Main(List.of(GOOD, ABSENT, BROKEN), stream(out), stream(err));
        return main.run(List.of(arguments), root);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    @Test
    void theNamedOneRunsAlone() throws InterruptedException {
        int code = run("good", "--quick");

        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("# Benchmark results", "smoke run", "cores", "## good", "| 1")
                .doesNotContain("absent", "broken");
    }

    @Test
    void oneThatCannotRunSparesTheOthers() throws InterruptedException {
        int code = run();

        assertThat(code).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("## good", "| 2")
                .contains("## absent: not run", "Start Darkroom first")
                .contains("## broken: not run", "boom");
    }

    @Test
    void resultsAreWrittenWhereAsked() throws Exception {
        Path file = root.resolve("results.md");

        run("good", "--markdown", file.toString());

        assertThat(Files.readString(file)).isEqualTo(out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() throws InterruptedException {
        int code = run("god");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("no benchmark 'god'; there are good, absent, broken");
    }

    @Test
    void theListRunsNothing() throws InterruptedException {
        int code = run("--list", "broken");

        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("measures absent");
    }
}
