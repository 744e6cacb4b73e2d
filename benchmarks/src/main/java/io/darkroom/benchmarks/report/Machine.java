package io.darkroom.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The machine that figures were taken on, at one moment.
 *
 * @param cores that this process may use
 * @param memoryBytes of the machine, or of the container where it is bounded
 * @param load average over the last minute; negative where the system does not tell
 */
public record Machine(
        String processor, int cores, long memoryBytes, String system, String jdk, double load) {

    private static final Path CPU = Path.of("/proc/cpuinfo");

    /** Looks at this machine now. */
    public static Machine now() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        long memory =
                system instanceof com.sun.management.OperatingSystemMXBean more
                        ? more.getTotalMemorySize()
                        : 0;
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                memory,
                property("os.name") + " " + property("os.version") + " " + property("os.arch"),
                property("java.vm.vendor") + " " + Runtime.version(),
                system.getSystemLoadAverage());
    }

    /**
     * Whether others were at work on it: figures taken beside more than a quarter core are not to
     * be kept.
     */
    public boolean isBusy() {
        return load > 0.25 * cores;
    }

    /** Lines that describe it. */
    public List<String> lines() {
        return List.of(
                "Processor: %s, %d cores".formatted(processor, cores),
                String.format(Locale.ROOT, "Memory: %.1f GiB", memoryBytes / (double) (1L << 30)),
                "System: " + system,
                "JDK: " + jdk,
                load < 0
                        ? "Load average before: not told by this system"
                        : String.format(Locale.ROOT, "Load average before: %.2f", load));
    }

    private static String processorName() {
        try {
            return Files.readAllLines(CPU).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(property("os.arch"));
        } catch (IOException _) {
            return property("os.arch");
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
