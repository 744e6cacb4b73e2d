package io.darkroom.local.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of {@code ./darkroom up} and {@code ./darkroom demo}.
 *
 * @param state where everything is kept
 * @param root the project's directory, where the built services lie
 * @param portBase the first of the ports that are tried
 * @param fresh clear the state first
 * @param external use the servers that the environment names, and start none
 * @param archives make what the next start is faster with, where it is missing
 * @param exit stop once the demo is through
 * @param outpaint an instruction for every picture of the demo; empty where none was given
 * @param files the demo's pictures; empty means drawn ones
 */
public record Options(
        Command command,
        Path state,
        Path root,
        int portBase,
        boolean fresh,
        boolean external,
        boolean archives,
        boolean exit,
        String outpaint,
        List<Path> files) {
    /** The first port that is tried where {@code --port-base} names none. */
    public static final int DEFAULT_PORT_BASE = 8080;

    /** What to do. */
    public enum Command {
        UP,
        DEMO
    }

    /**
     * Reads the command line.
     *
     * @throws UsageException if it is not understood; the message names the argument
     */
    public static Options parse(List<String> arguments, Path root) {
        var parser = new Parser(root);
        for (var rest = new ArrayList<>(arguments); !rest.isEmpty(); ) {
            parser.take(rest);
        }
        return parser.options();
    }

    private static final class Parser {
        private final Path root;
        private Path state;
        private Command command = Command.UP;
        private int portBase = DEFAULT_PORT_BASE;
        private boolean fresh;
        private boolean external;
        private boolean archives = true;
        private boolean exit;
        private String outpaint = "";
        private final List<Path> files = new ArrayList<>();

        Parser(Path root) {
            this.root = root;
            this.state = root.resolve(".darkroom");
        }

        void take(List<String> rest) {
            String argument = rest.removeFirst();
            switch (argument) {
                case "up" -> command = Command.UP;
                case "demo" -> command = Command.DEMO;
                case "--fresh" -> fresh = true;
                case "--external" -> external = true;
                case "--no-archives" -> archives = false;
                case "--exit" -> exit = true;
                case "--state" -> state = Path.of(value(argument, rest));
                case "--port-base" -> portBase = port(value(argument, rest));
                case "--outpaint" -> outpaint = value(argument, rest);
                default -> file(argument);
            }
        }

        private void file(String argument) {
            if (argument.startsWith("-") || command != Command.DEMO) {
                throw new UsageException(
                        "'" + argument + "' is not understood; ./darkroom help lists what is");
            }
            files.add(Path.of(argument));
        }

        private static String value(String option, List<String> rest) {
            if (rest.isEmpty()) {
                throw new UsageException(option + " needs a value");
            }
            return rest.removeFirst();
        }

        private static int port(String value) {
            if (!value.matches("[0-9]{1,5}")
                    || Integer.parseInt(value) < 1024
                    || Integer.parseInt(value) > 65_000) {
                throw new UsageException("--port-base must be 1024 to 65000, was " + value);
            }
            return Integer.parseInt(value);
        }

        Options options() {
            if (fresh && external) {
                throw new UsageException(
                        "--fresh forgets what Darkroom's own servers stored; what --external names"
                                + " is for its owner to clear");
            }
            return new Options(
                    command,
                    state.toAbsolutePath().normalize(),
                    root,
                    portBase,
                    fresh,
                    external,
                    archives,
                    exit,
                    outpaint,
                    List.copyOf(files));
        }
    }
}
