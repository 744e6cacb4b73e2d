package io.darkroom.benchmarks;

import io.darkroom.benchmarks.report.Machine;
import io.darkroom.benchmarks.report.Report;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results of one run, as a page of Markdown.
 *
 * @param machine as it was before the first benchmark
 */
record Results(Machine machine, boolean quick, List<Result> all) {

    /** What became of a benchmark. */
    sealed interface Result {
        String markdown();
    }

    /** It ran. */
    record Measured(Report report) implements Result {
        @Override
        public String markdown() {
            return report.markdown();
        }
    }

    /** It did not run to its end. */
    record NotRun(String name, String why) implements Result {
        @Override
        public String markdown() {
            return "## %s: not run%n%n%s%n".formatted(name, why);
        }
    }

    Results {
        all = List.copyOf(all);
    }

    /** These and one more. */
    Results and(Result next) {
        return new Results(machine, quick, Stream.concat(all.stream(), Stream.of(next)).toList());
    }

    boolean complete() {
        return all.stream().allMatch(Measured.class::isInstance);
    }

    String markdown() {
        var machineLines =
                machine.lines().stream()
                        .map(line -> "- " + line + "\n")
                        .collect(Collectors.joining());
        var sections =
                all.stream().map(each -> "\n" + each.markdown()).collect(Collectors.joining());
        return "# Benchmark results\n\n" + warning() + machineLines + sections;
    }

    private String warning() {
        if (quick) {
            return "**A smoke run (`--quick`): it shows that all works. Its figures mean"
                    + " nothing.**\n\n";
        }
        if (machine.isBusy()) {
            return "**Others were at work on this machine when the run began: do not keep these"
                    + " figures.**\n\n";
        }
        return "";
    }
}
