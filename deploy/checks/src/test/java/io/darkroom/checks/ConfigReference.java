package io.darkroom.checks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every setting of the services, and the page about them. */
final class ConfigReference {
    /** Settings that are read by name alone have no Javadoc of their own. */
    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry(
                            "darkroom.stages",
                            "Which of its stages an instance runs, by name and separated by commas;"
                                    + " `none` for none of them; all where absent."),
                    Map.entry(
                            "darkroom.roles",
                            "What an instance of ingest-service or moderation-service does beside"
                                + " answering requests: `relay`, `webhooks`, `publisher`; all where"
                                + " absent."),
                    Map.entry(
                            "darkroom.subscription",
                            "How stages read: `share` groups (Kafka 4.2 or newer), or `classic`"
                                    + " consumer groups."),
                    Map.entry(
                            "darkroom.stages-deadline",
                            "How long a stage has for its report before the work is sent out"
                                    + " again."),
                    Map.entry(
                            "darkroom.stages-resends",
                            "How often overdue work is sent out again before it is given up as"
                                    + " TIMED_OUT."),
                    Map.entry("darkroom.sweep.every", "Between two looks for overdue work."),
                    Map.entry(
                            "darkroom.sweep.dropped-every",
                            "Between two looks for work that the broker dropped."),
                    Map.entry("darkroom.bulk.deadline", "The deadline of work on the bulk lane."),
                    Map.entry(
                            "darkroom.bulk.most-pending",
                            "How many runs of a stage may be pending before bulk work for it is"
                                    + " held back."),
                    Map.entry(
                            "darkroom.faces.model",
                            "A face model's file; faces are looked for without one where absent."),
                    Map.entry(
                            "darkroom.instruction-rules",
                            "A file with rules for outpaint instructions, in place of those of"
                                    + " contracts."),
                    Map.entry(
                            "darkroom.smart-crop.debug-picture",
                            "Whether a picture for reviewers with the crops drawn in is made."),
                    Map.entry(
                            "darkroom.http.content-security-policy",
                            "The header Content-Security-Policy of pages."),
                    Map.entry(
                            "darkroom.traces.share",
                            "The share of traces that is recorded and exported, 0 to 1"
                                    + " ([observability](observability.md))."),
                    Map.entry(
                            "darkroom.http.image-sources",
                            "Further origins from which pages may show pictures."));

    // Behind what its constructor needs.
    private static final ConfigReference ALL = new ConfigReference();

    private final Map<String, Setting> settings = new TreeMap<>();
    private final List<Found> found = new ArrayList<>();

    private ConfigReference() {
        for (Sources.Unit unit : Sources.all().units()) {
            new SettingScanner(
                            (name, mapping, type, otherwise, words) -> {
                                set(name, type, otherwise, words, unit.services());
                                found.add(new Found(name, mapping, services(unit.services())));
                            })
                    .scan(unit.tree(), null);
        }
        set("darkroom.traces.share", "double", "0", "", "all");
        set("darkroom.http.image-sources", "list", "", "", "ingest, moderation");
    }

    /** A setting. */
    record Setting(String name, String type, String otherwise, String words, String services) {
        /** By MicroProfile's rule; a name in a map stands between two underscores. */
        String variable() {
            return name.replace(".\"<name>\"", "..<NAME>.")
                    .replaceAll("[^A-Za-z0-9<>]", "_")
                    .replaceAll("_$", "")
                    .toUpperCase(Locale.ROOT);
        }
    }

    /** A place in the code that reads a setting: a mapping of this prefix, or none. */
    private record Found(String name, String mapping, Set<String> services) {
        /** Whether the other maps all that is named like this one, in a service of both. */
        boolean isUnder(Found other) {
            return !other.mapping.isEmpty()
                    && name.startsWith(other.mapping + ".")
                    && !Collections.disjoint(services, other.services);
        }
    }

    static ConfigReference get() {
        return ALL;
    }

    List<Setting> settings() {
        return List.copyOf(settings.values());
    }

    /**
     * Settings that are read singly, under the prefix of a mapping of the same service that does
     * not name them: a service whose file sets one does not start.
     */
    Set<String> unmapped() {
        return found.stream()
                .filter(one -> one.mapping().isEmpty() && isForgotten(one))
                .map(Found::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isForgotten(Found single) {
        var named = found.stream().filter(single::isUnder).map(Found::name).toList();
        return !named.isEmpty() && !named.contains(single.name());
    }

    /**
     * Whether something reads an environment variable: of ours, of Kafka's clients, of Quarkus's
     * own in use.
     */
    boolean knows(String variable) {
        return variable.startsWith("KAFKA_")
                || QUARKUS.contains(variable)
                || settings.values().stream().anyMatch(setting -> matches(setting, variable));
    }

    /** Quarkus has thousands; these are those that the files here use. */
    private static final List<String> QUARKUS =
            List.of(
                    "QUARKUS_DATASOURCE_REACTIVE_URL",
                    "QUARKUS_DATASOURCE_JDBC_URL",
                    "QUARKUS_DATASOURCE_USERNAME",
                    "QUARKUS_DATASOURCE_PASSWORD",
                    "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                    "QUARKUS_SHUTDOWN_TIMEOUT");

    private static boolean matches(Setting setting, String variable) {
        String pattern = setting.variable().replace("<NAME>", "[A-Z0-9_]+");
        return variable.matches(pattern);
    }

    private void set(String name, String type, String otherwise, String words, String services) {
        String said = words.isEmpty() ? WORDS.getOrDefault(name, "") : words;
        settings.merge(
                name,
                new Setting(name, type, otherwise, said, services),
                (one, other) ->
                        new Setting(
                                name,
                                one.type(),
                                one.otherwise().isEmpty() ? other.otherwise() : one.otherwise(),
                                one.words().isEmpty() ? other.words() : one.words(),
                                together(one.services(), other.services())));
    }

    private static String together(String some, String others) {
        return Stream.of(some, others)
                .flatMap(each -> Stream.of(each.split(", ", -1)))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Set<String> services(String names) {
        return Set.of(
                (names.equals("all") ? "ingest, moderation, caption, transform" : names)
                        .split(", ", -1));
    }

    /** The page docs/configuration.md. */
    String page() {
        var page = new StringBuilder(HEAD);
        Map<String, List<Setting>> groups = new TreeMap<>();
        settings.values()
                .forEach(setting ->
                        groups.computeIfAbsent(group(setting.name()), _ -> new ArrayList<>())
                                .add(setting));
        groups.forEach((name, members) -> {
            page.append(
                    """

                    ## %s

                    | setting, variable | type | default | read by | |
                    |---|---|---|---|---|
                    """
                            .formatted(name));
            members.forEach(setting -> page.append(row(setting)));
        });
        return page.toString();
    }

    private static String group(String name) {
        String[] parts = name.split("\\.", -1);
        return parts.length > 2 ? parts[0] + "." + parts[1] : "single settings";
    }

    private static String row(Setting setting) {
        return "| `%s`<br>`%s` | %s | %s | %s | %s |\n"
                .formatted(
                        setting.name(),
                        setting.variable(),
                        setting.type().replace("|", "\\|"),
                        setting.otherwise().isEmpty()
                                ? ""
                                : "`" + setting.otherwise().replace("|", "\\|") + "`",
                        setting.services(),
                        setting.words());
    }

    private static final String HEAD =
            """
            # Configuration reference

            Written from the services' code by `DocsPagesTest` in deploy/checks; change the Javadoc there, run the test, and copy
            `deploy/checks/target/generated/configuration.md` here.

            Every setting is a property and an environment variable. In place of `<name>` stands a name of yours. Durations are written
            `500ms`, `30s`, `5m`, `12h` or `7d`. What Kafka's clients and Quarkus read themselves is in the [README](../README.md).
            """;
}
