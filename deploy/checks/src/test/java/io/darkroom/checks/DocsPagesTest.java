package io.darkroom.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of docs/ that are written from the code are up to date, and leave nothing unsaid. */
class DocsPagesTest {
    @Test
    void theConfigurationReferenceIsUpToDate() {
        upToDate("configuration.md", ConfigReference.get().page());
    }

    @Test
    void theMetricsPageIsUpToDate() {
        upToDate("metrics.md", MeterReference.get().page());
    }

    @Test
    void settingsOfEveryFormAreFound() {
        assertThat(ConfigReference.get().settings())
                .extracting(ConfigReference.Setting::variable)
                .contains(
                        "DARKROOM_STAGES",
                        "DARKROOM_S3_ENDPOINT",
                        "DARKROOM_SWEEP_EVERY",
                        "DARKROOM_STAGE_PER_STAGE__<NAME>__TIMEOUT",
                        "DARKROOM_ACCESS_KEYS__<NAME>__HASH",
                        "DARKROOM_MODEL_BUDGET_TENANTS__<NAME>");
        assertThat(ConfigReference.get().knows("DARKROOM_ACCESS_KEYS__LOCAL__HASH")).isTrue();
        assertThat(ConfigReference.get().knows("DARKROOM_ACCESS_KEYS__LOCAL__HUSH")).isFalse();
    }

    /** "does not map to any root" is what a service says then, and ends. */
    @Test
    void everySettingThatIsDocumentedCanBeSetInAFile() {
        assertThat(ConfigReference.get().unmapped()).isEmpty();
    }

    @Test
    void everySettingAndEveryMeterSaysWhatItIs() {
        assertThat(MeterReference.get().meters())
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(meter.words()).as(meter.name()).isNotBlank());
    }

    @Test
    void namesAreTakenOutOfQueriesAndNothingElseIs() {
        assertThat(
                        Queries.series(
                                "sum by (stage)"
                                    + " (rate(darkroom_stage_outcomes_total{outcome=\"failed\"}[5m]))"
                                    + " / on (stage) max(darkroom_stage_owed) > 3 and up == 1"))
                .containsExactly("darkroom_stage_outcomes_total", "darkroom_stage_owed", "up");
        assertThat(Queries.unknown("rate(darkroom_stage_nonsense_total[5m])"))
                .containsExactly("darkroom_stage_nonsense_total");
    }

    /** curl cuts the value of -F at a semicolon, which an instruction may well hold. */
    @Test
    void requestsAreGivenToCurlAsTheyAre() throws IOException {
        try (var files = Files.walk(Project.DOCS)) {
            var pages = Stream.concat(files, Stream.of(Project.DOCS.resolveSibling("README.md")));
            assertThat(pages.filter(Files::isRegularFile).filter(DocsPagesTest::isText))
                    .isNotEmpty()
                    .allSatisfy(page ->
                            assertThat(page)
                                    .content()
                                    .doesNotContainPattern("(-F|--form) *['\"]?request="));
        }
    }

    private static boolean isText(Path file) {
        return file.toString().endsWith(".md") || file.toString().endsWith(".sh");
    }

    private static void upToDate(String name, String expected) {
        Project.generated(name, expected);
        assertThat(Project.DOCS.resolve(name))
                .as(
                        "docs/%s is out of date: copy deploy/checks/target/generated/%s over it",
                        name, name)
                .content()
                .isEqualTo(expected);
    }
}
