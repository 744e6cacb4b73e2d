package io.darkroom.checks;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every meter that the services' code registers. */
final class MeterReference {
    /** Meters that are registered without a description. */
    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("darkroom.stage.in.flight", "Records in work on this instance"),
                    Map.entry(
                            "darkroom.stage.waiting",
                            "Records in hand that wait for what their stage depends on: the object"
                                    + " store, a model"),
                    Map.entry(
                            "darkroom.stage.outcomes",
                            "Ends of runs: succeeded, skipped, failed, deferred; and given-back,"
                                    + " malformed, repeated, which are no outcomes"),
                    Map.entry(
                            "darkroom.model.circuit.open",
                            "1 while the model's provider is taken for away"),
                    Map.entry("darkroom.model.tokens", "Tokens that the provider counted"),
                    Map.entry("darkroom.model.cost", "Money spent, in the currency of the price"),
                    Map.entry(
                            "darkroom.model.requests",
                            "Requests by their end: answered, or the kind of trouble"),
                    Map.entry(
                            "darkroom.model.kept", "Whether an answer that was kept could be used"),
                    Map.entry(
                            "darkroom.model.budget.deferred",
                            "Work put off since a tenant's budget was used up"),
                    Map.entry(
                            "darkroom.model.budget.used",
                            "Share of its daily budget that a tenant has used, 1 for all of it"),
                    Map.entry(
                            "darkroom.webhooks.attempts",
                            "Attempts to deliver a webhook, by what came of them"),
                    Map.entry("darkroom.reviews.waiting", "Items that wait for a person"),
                    Map.entry(
                            "darkroom.reviews.waiting.reason", "Items that wait, by their reasons"),
                    Map.entry(
                            "darkroom.reviews.oldest.seconds", "Age of the oldest item that waits"),
                    Map.entry("darkroom.reviews.decided.hour", "Decisions of the last hour"),
                    Map.entry(
                            "darkroom.reviews.sample.agreement",
                            "Share of sampled items that people approved unchanged"));

    private static final Map<String, String> TAGS =
            Map.of(
                    "darkroom.reviews.waiting.reason", "reason, tenant",
                    "darkroom.reviews.waiting", "tenant",
                    "darkroom.reviews.oldest.seconds", "tenant",
                    "darkroom.reviews.decided.hour", "tenant",
                    "darkroom.reviews.sample.agreement", "tenant",
                    "darkroom.model.tokens", "direction, stage");

    // Behind what its constructor needs.
    private static final MeterReference ALL = new MeterReference();

    private final Map<String, Meter> meters = new TreeMap<>();

    private MeterReference() {
        for (Sources.Unit unit : Sources.all().units()) {
            if (unit.tree().getImports().stream()
                    .anyMatch(each -> each.toString().contains("io.micrometer"))) {
                new Calls(unit.services()).scan(unit.tree(), null);
            }
        }
    }

    /** A meter. */
    record Meter(
            String name, String type, String unit, String tags, String words, String services) {
        /** The series that Prometheus sees of it. */
        List<String> series() {
            String base = name.replace('.', '_').replace('-', '_');
            return switch (type) {
                case "counter" -> List.of(base + "_total");
                case "timer" -> suffixed(base + "_seconds", "count", "sum", "max", "bucket");
                case "summary" -> suffixed(base, "count", "sum", "max", "bucket");
                default ->
                        List.of(unit.isEmpty() || base.endsWith(unit) ? base : base + "_" + unit);
            };
        }

        private static List<String> suffixed(String base, String... suffixes) {
            return Stream.of(suffixes).map(suffix -> base + "_" + suffix).toList();
        }
    }

    static MeterReference get() {
        return ALL;
    }

    List<Meter> meters() {
        return List.copyOf(meters.values());
    }

    private final class Calls extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final String services;

        Calls(String services) {
            this.services = services;
        }

        @Override
        public @Nullable Void visitMethodInvocation(
                MethodInvocationTree call, @Nullable Void nothing) {
            for (ExpressionTree argument : call.getArguments()) {
                Sources.all()
                        .constant(argument)
                        .filter(name -> name.matches("darkroom(\\.[a-z]+)+"))
                        .ifPresent(name -> meter(name, call));
            }
            return super.visitMethodInvocation(call, null);
        }

        private void meter(String name, MethodInvocationTree call) {
            var tags = new TreeSet<String>();
            String words = WORDS.getOrDefault(name, "");
            String unit = "";
            tags(call, tags);
            for (TreePath up = getCurrentPath().getParentPath();
                    up != null && isChain(up.getLeaf());
                    up = up.getParentPath()) {
                if (up.getLeaf() instanceof MethodInvocationTree further) {
                    var first =
                            further.getArguments().stream()
                                    .findFirst()
                                    .flatMap(each -> Sources.all().constant(each));
                    switch (method(further)) {
                        case "description" -> words = first.orElse(words);
                        case "baseUnit" -> unit = first.orElse("");
                        case "tag" -> first.ifPresent(tags::add);
                        default -> tags(further, tags);
                    }
                }
            }
            String shown = TAGS.getOrDefault(name, String.join(", ", tags));
            String said = words;
            String measured = unit;
            meters.merge(
                    name,
                    new Meter(name, type(call), measured, shown, said, services),
                    (one, _) -> one);
        }

        private static boolean isChain(Tree tree) {
            return tree instanceof MethodInvocationTree || tree instanceof MemberSelectTree;
        }
    }

    /** Names of tags stand before their values. */
    private static void tags(MethodInvocationTree call, Set<String> tags) {
        if (Set.of("counter", "gauge", "tags").contains(method(call))) {
            var arguments = call.getArguments();
            for (int index = method(call).equals("tags") ? 0 : 1;
                    index < arguments.size();
                    index += 2) {
                Sources.all().constant(arguments.get(index)).ifPresent(tags::add);
                if (arguments.get(index) instanceof MethodInvocationTree of
                        && of.getMethodSelect().toString().equals("Tags.of")) {
                    Sources.all().constant(of.getArguments().getFirst()).ifPresent(tags::add);
                }
            }
        }
    }

    private static String method(MethodInvocationTree call) {
        String select = call.getMethodSelect().toString();
        return select.substring(select.lastIndexOf('.') + 1);
    }

    private static String type(MethodInvocationTree call) {
        String select = call.getMethodSelect().toString().toLowerCase(Locale.ROOT);
        if (select.contains("counter")) {
            return "counter";
        }
        if (select.contains("timer")) {
            return "timer";
        }
        return select.contains("summary") ? "summary" : "gauge";
    }

    /** The page docs/metrics.md. */
    String page() {
        var page = new StringBuilder(HEAD);
        for (Meter meter : meters.values()) {
            page.append(
                    "| `%s` | `%s` | %s | %s | %s | %s |\n"
                            .formatted(
                                    meter.name(),
                                    String.join("`<br>`", meter.series()),
                                    meter.type(),
                                    meter.tags(),
                                    meter.services(),
                                    meter.words()));
        }
        page.append(FRAMEWORK);
        Queries.FRAMEWORK.forEach((name, words) ->
                page.append("| `").append(name).append("` | ").append(words).append(" |\n"));
        return page.toString();
    }

    private static final String HEAD =
            """
            # Metrics

            Written from the services' code by `DocsPagesTest` in deploy/checks; run the test and copy
            `deploy/checks/target/generated/metrics.md` here. Each service's `MetricsPageTest` holds what it really exposes against this page,
            and `ObservabilityTest` the queries of the dashboards and alerts.

            Every service answers `GET /q/metrics` in Prometheus's format. A histogram's `_bucket` series are there only where percentiles are
            asked for. What several instances of ingest-service or moderation-service measure of the database is the same on all of them: take
            `max`, not `sum`.

            | meter | series | type | tags | services | |
            |---|---|---|---|---|---|
            """;

    private static final String FRAMEWORK =
            """

            ## Of the frameworks

            There are many more, of Micrometer and Quarkus; the dashboards and alerts use these:

            | series | |
            |---|---|
            """;

    static List<String> seriesOfAll() {
        var all = new ArrayList<String>();
        ALL.meters.values().forEach(meter -> all.addAll(meter.series()));
        return all;
    }
}
