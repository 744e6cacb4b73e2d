package io.darkroom.systemtests.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code ./darkroom chaos}. Exit code 0 where nothing was violated, 1 where something was, 2 where
 * the command line is not understood.
 */
public final class ChaosMain {
    private ChaosMain() {}

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        var root = Path.of(System.getProperty("darkroom.root", "")).toAbsolutePath().normalize();
        if (List.of(arguments).contains("--help")) {
            System.out.println(ChaosOptions.USAGE);
            return;
        }
        ChaosOptions options;
        try {
            options = ChaosOptions.parse(arguments, root);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + ChaosOptions.USAGE);
            System.exit(2);
            return;
        }
        var result = new ChaosRun(options, System.out).run();
        System.out.println();
        result.injected().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(kind -> System.out.printf("%6d  %s%n", kind.getValue(), kind.getKey()));
        result.violations().forEach(violation -> System.out.println("  " + violation));
        System.out.printf(
                "%d uploads accepted, %d violations (seed %d)%n",
                result.accepted(), result.violations().size(), options.seed());
        System.exit(result.violations().isEmpty() ? 0 : 1);
    }
}
