package io.darkroom.systemtests.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What a run is to be.
 *
 * @param faultsFor how long things break before all is left to come to rest
 * @param seed what the schedule and the pictures are drawn from
 * @param kinds the kinds of fault to draw from; all of them where empty
 * @param build the root of the built project
 * @param otherBuild the root of another build for rolling restarts
 * @param state where everything is kept, emptied at the start
 */
record ChaosOptions(
        Duration faultsFor,
        long seed,
        List<String> kinds,
        Path build,
        Optional<Path> otherBuild,
        Path state) {
    static final String USAGE =
            """
            Usage: ./darkroom chaos [options]

              --minutes N        break things for so long (default 5), then let all come to rest and check
              --seed N           draw faults and pictures from this (default 1); the same seed, the same schedule
              --only KIND,…      only these kinds of fault
              --other-build DIR  a built checkout of another version, for rolling restarts
              --state DIR        keep data and logs here (default .darkroom-chaos), emptied first
            """;

    /**
     * @throws IllegalArgumentException whose message says what is not understood
     */
    static ChaosOptions parse(String[] arguments, Path root) {
        var options =
                new ChaosOptions(
                        Duration.ofMinutes(5),
                        1,
                        List.of(),
                        root,
                        Optional.empty(),
                        root.resolve(".darkroom-chaos"));
        for (var words = List.of(arguments).iterator(); words.hasNext(); ) {
            String word = words.next();
            options =
                    switch (word) {
                        case "--minutes" -> options.lasting(number(word, words));
                        case "--seed" -> options.drawnFrom(number(word, words));
                        case "--only" -> options.only(Arrays.asList(value(word, words).split(",")));
                        case "--other-build" -> options.beside(Path.of(value(word, words)));
                        case "--state" -> options.in(Path.of(value(word, words)));
                        default -> throw new IllegalArgumentException("I do not know " + word);
                    };
        }
        return options;
    }

    private ChaosOptions lasting(long minutes) {
        if (minutes < 1) {
            throw new IllegalArgumentException("--minutes takes 1 or more");
        }
        return new ChaosOptions(Duration.ofMinutes(minutes), seed, kinds, build, otherBuild, state);
    }

    private ChaosOptions drawnFrom(long number) {
        return new ChaosOptions(faultsFor, number, kinds, build, otherBuild, state);
    }

    ChaosOptions only(List<String> some) {
        return new ChaosOptions(faultsFor, seed, List.copyOf(some), build, otherBuild, state);
    }

    private ChaosOptions beside(Path other) {
        return new ChaosOptions(
                faultsFor, seed, kinds, build, Optional.of(other.toAbsolutePath()), state);
    }

    private ChaosOptions in(Path directory) {
        return new ChaosOptions(
                faultsFor, seed, kinds, build, otherBuild, directory.toAbsolutePath());
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words.next();
    }

    private static long number(String option, Iterator<String> words) {
        String value = value(option, words);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(option + " needs a number, not " + value);
        }
    }
}
