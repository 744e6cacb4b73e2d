package io.darkroom.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dashboards and alerts ask for what the services expose, and every alert says what to do. */
class ObservabilityTest {
    private static final Path FILES = Project.DEPLOY.resolve("observability");
    private static final Path ALERTS = FILES.resolve("alerts/darkroom.yaml");

    static Stream<Path> dashboards() {
        return Project.files(FILES.resolve("grafana/dashboards"), ".json").stream();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void aDashboardAsksForWhatThereIs(Path file) {
        JsonNode dashboard = Project.documents(file).getFirst();
        assertThat(file.getFileName()).hasToString(dashboard.path("uid").asText() + ".json");
        List<String> queries = dashboard.findValuesAsText("expr");
        assertThat(queries).isNotEmpty().allSatisfy(ObservabilityTest::asksForWhatThereIs);
    }

    @Test
    void thereIsADashboardForEachQuestion() {
        assertThat(dashboards().map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder(
                        "darkroom-pipeline.json",
                        "darkroom-stage.json",
                        "darkroom-review.json",
                        "darkroom-cost.json");
    }

    @Test
    void anAlertAsksForWhatThereIsAndHasARunbook() {
        assertThat(alerts())
                .hasSizeGreaterThan(10)
                .allSatisfy(alert -> {
                    String name = alert.path("alert").asText();
                    asksForWhatThereIs(alert.path("expr").asText());
                    assertThat(alert.at("/labels/severity").asText())
                            .as(name)
                            .isIn("page", "ticket");
                    assertThat(alert.at("/annotations/runbook").asText())
                            .isEqualTo("docs/runbooks/" + name + ".md");
                    assertThat(Project.DOCS.resolve("runbooks/" + name + ".md"))
                            .content()
                            .contains("# " + name, "**What to do.**", alert.path("expr").asText());
                });
    }

    @Test
    void noRunbookIsLeftOver() {
        var names = alerts().stream().map(alert -> alert.path("alert").asText() + ".md").toList();
        assertThat(Project.files(Project.DOCS.resolve("runbooks"), ".md"))
                .extracting(file -> file.getFileName().toString())
                .filteredOn(name -> !name.equals("README.md"))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    /** Where promtool is; on CI it must be. */
    @Test
    void prometheusAcceptsTheRulesAndTheyFireAsTheirTestsSay(@TempDir Path folder)
            throws Exception {
        if (System.getenv("CI") == null) {
            assumeThat(installed()).as("promtool is not installed: rules are not run").isTrue();
        }
        assertThat(promtool("check", "rules", ALERTS.toString())).contains("SUCCESS");
        assertThat(promtool("test", "rules", FILES.resolve("tests/darkroom.yaml").toString()))
                .contains("SUCCESS");
        Path queries = folder.resolve("dashboards.yaml");
        Files.writeString(queries, asRules());
        assertThat(promtool("check", "rules", queries.toString())).contains("SUCCESS");
    }

    private static void asksForWhatThereIs(String query) {
        assertThat(Queries.series(query)).as(query).isNotEmpty();
        assertThat(Queries.unknown(query)).as("not exposed by anybody, in " + query).isEmpty();
    }

    private static List<JsonNode> alerts() {
        var alerts = new ArrayList<JsonNode>();
        Project.documents(ALERTS)
                .getFirst()
                .path("groups")
                .forEach(group -> group.path("rules").forEach(alerts::add));
        return alerts;
    }

    /** The dashboards' queries, with their variables filled in, as rules that promtool can read. */
    private static String asRules() {
        var rules = new StringBuilder("groups:\n- name: dashboards\n  rules:\n");
        var queries =
                dashboards()
                        .flatMap(file ->
                                Project.documents(file)
                                        .getFirst()
                                        .findValuesAsText("expr")
                                        .stream())
                        .toList();
        for (int index = 0; index < queries.size(); index++) {
            String query = queries.get(index).replace("$stage", "caption").replace("'", "''");
            rules.append("  - record: query:%d\n    expr: '%s'\n".formatted(index, query));
        }
        return rules.toString();
    }

    private static boolean installed() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool")));
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
