package io.darkroom.benchmarks;

import io.darkroom.benchmarks.harness.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line of {@code ./darkroom bench}.
 *
 * @param names of the benchmarks to run; empty means all
 * @param list say which there are, and run none
 * @param quick see {@link Run#quick}
 * @param minutes see {@link Run#minutes}
 * @param markdown where the results are written too
 * @param photos see {@link Run#photos}
 * @param state see {@link Run#state}
 */
record Options(
        List<String> names,
        boolean list,
        boolean quick,
        int minutes,
        Optional<Path> markdown,
        Path photos,
        Path state) {

    private static final int DEFAULT_MINUTES = 30;

    static final String USAGE =
            """
            Usage: ./darkroom bench [name…] [options]

              --list           say which benchmarks there are
              --quick          a smoke run: shows that all works, measures nothing
              --minutes N      how long soak goes on (default: 30)
              --markdown FILE  write the results there too
              --photos DIR     photographs to work on (default: ../shared/photos)
              --state DIR      the running Darkroom's state (default: .darkroom)
            """;

    Options {
        names = List.copyOf(names);
    }

    /**
     * Reads the command line.
     *
     * @param root the project's directory
     * @throws UsageException if it is not understood
     */
    static Options parse(List<String> arguments, Path root) {
        var names = new ArrayList<String>();
        boolean list = false;
        boolean quick = false;
        int minutes = DEFAULT_MINUTES;
        Optional<Path> markdown = Optional.empty();
        Path photos = root.resolveSibling("shared").resolve("photos");
        Path state = root.resolve(".darkroom");
        for (var rest = new ArrayList<>(arguments); !rest.isEmpty(); ) {
            String argument = rest.removeFirst();
            switch (argument) {
                case "--list", "--help", "-h" -> list = true;
                case "--quick" -> quick = true;
                case "--minutes" -> minutes = minutes(argument, rest);
                case "--markdown" -> markdown = Optional.of(path(argument, rest));
                case "--photos" -> photos = path(argument, rest);
                case "--state" -> state = path(argument, rest);
                default -> names.add(name(argument));
            }
        }
        return new Options(names, list, quick, minutes, markdown, photos, state);
    }

    private static int minutes(String option, List<String> rest) {
        String value = value(option, rest);
        if (!value.matches("[1-9]\\d{0,3}")) {
            throw new UsageException(option + " takes 1 to 9999, not '" + value + "'");
        }
        return Integer.parseInt(value);
    }

    private static Path path(String option, List<String> rest) {
        return Path.of(value(option, rest));
    }

    private static String value(String option, List<String> rest) {
        if (rest.isEmpty()) {
            throw new UsageException(option + " needs a value");
        }
        return rest.removeFirst();
    }

    private static String name(String argument) {
        if (argument.startsWith("-")) {
            throw new UsageException("Option '" + argument + "' is unknown");
        }
        return argument;
    }
}
