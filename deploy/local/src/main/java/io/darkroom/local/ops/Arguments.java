package io.darkroom.local.ops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command line, taken apart: words, {@code --option value} and {@code --switch}. */
final class Arguments {
    private static final Set<String> SWITCHES =
            Set.of("--json", "--yes", "--all", "--quarantined", "--unedited");
    private static final Set<String> OPTIONS =
            Set.of(
                    "--ingest",
                    "--state",
                    "--reason",
                    "--share",
                    "--consumer",
                    "--cause",
                    "--timeout",
                    "--filter",
                    "--status",
                    "--asset",
                    "--model",
                    "--engine",
                    "--prompt",
                    "--tag",
                    "--preset",
                    "--request",
                    "--rate");

    private final List<String> words = new ArrayList<>();
    private final Map<String, List<String>> options = new HashMap<>();
    private final Set<String> switches = new HashSet<>();

    /**
     * @throws OpsFailure (usage) for an option that nobody knows, or without its value
     */
    Arguments(List<String> line) {
        for (var rest = new ArrayList<>(line); !rest.isEmpty(); ) {
            String argument = rest.removeFirst();
            if (SWITCHES.contains(argument)) {
                switches.add(argument);
            } else if (OPTIONS.contains(argument)) {
                if (rest.isEmpty()) {
                    throw OpsFailure.usage(argument + " needs a value");
                }
                options.computeIfAbsent(argument, _ -> new ArrayList<>()).add(rest.removeFirst());
            } else if (argument.startsWith("--")) {
                throw OpsFailure.usage("'" + argument + "' is not understood");
            } else {
                words.add(argument);
            }
        }
    }

    /** The next word, taken; absent where there is none. */
    Optional<String> next() {
        return words.isEmpty() ? Optional.empty() : Optional.of(words.removeFirst());
    }

    /**
     * The next word, taken.
     *
     * @throws OpsFailure (usage) where there is none
     */
    String next(String what) {
        return next().orElseThrow(() -> OpsFailure.usage("say " + what));
    }

    /**
     * @throws OpsFailure (usage) where a word is left
     */
    void end() {
        if (!words.isEmpty()) {
            throw OpsFailure.usage("'" + words.getFirst() + "' is one word too many");
        }
    }

    boolean has(String name) {
        return switches.contains(name);
    }

    /** The value of an option; of repeated ones the last. */
    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name)).map(List::getLast);
    }

    /** Every value of an option. */
    List<String> all(String name) {
        return options.getOrDefault(name, List.of());
    }
}
