package io.darkroom.checks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a Prometheus query asks for. */
final class Queries {
    /** Series that are not of ours. */
    static final Map<String, String> FRAMEWORK =
            new TreeMap<>(
                    Map.of(
                            "up", "Prometheus's own: 1 while a target answers",
                            "http_server_requests_seconds_count",
                                    "Requests answered, by uri, method and status",
                            "http_server_requests_seconds_sum", "Time taken by them",
                            "process_cpu_usage",
                                    "Share of the processors that the process uses, 0 to 1",
                            "jvm_memory_used_bytes", "Memory in use, by area and pool",
                            "jvm_memory_max_bytes", "The most that it may be",
                            "kafka_consumer_fetch_manager_records_lag_max",
                                    "Records that a classic consumer is behind by"));

    private static final Pattern STRINGS = Pattern.compile("\"[^\"]*\"");
    private static final Pattern LABELS =
            Pattern.compile(
                    "\\{[^}]*}|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)|\\[[^]]*]");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\()\\b");
    private static final List<String> WORDS =
            List.of(
                    "and",
                    "or",
                    "unless",
                    "by",
                    "without",
                    "on",
                    "bool",
                    "offset",
                    "ignoring",
                    "inf");

    private Queries() {}

    /** The series in a query that nothing exposes. */
    static List<String> unknown(String query) {
        List<String> known = MeterReference.seriesOfAll();
        return series(query).stream()
                .filter(name -> !known.contains(name) && !FRAMEWORK.containsKey(name))
                .toList();
    }

    /** The series that a query asks for. */
    static List<String> series(String query) {
        String bare = LABELS.matcher(STRINGS.matcher(query).replaceAll("")).replaceAll(" ");
        return NAME.matcher(bare)
                .results()
                .filter(result -> !bare.substring(result.end()).stripLeading().startsWith("("))
                .map(result -> result.group())
                .filter(name -> !WORDS.contains(name))
                .distinct()
                .toList();
    }
}
