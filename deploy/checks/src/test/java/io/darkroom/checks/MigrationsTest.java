package io.darkroom.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The database stays compatible one version back: a migration of the coming release leaves every
 * statement of the last one working, since instances of both run side by side in a roll-out.
 */
class MigrationsTest {
    private static final Path RELEASED =
            Project.DEPLOY.resolve("checks/src/test/resources/migrations/RELEASED");

    @Test
    void newMigrationsLeaveTheLastReleasesStatementsWorking() {
        var released = released();
        var coming =
                files().filter(file -> !released.containsKey(name(file)))
                        .map(Migration::read)
                        .toList();

        assertThat(new MigrationRules().findings(coming))
                .as(
                        "docs/upgrades.md says what to do instead; where the last release lives"
                            + " with it all the same, '-- compatible: <why>' before the statement"
                            + " says how")
                .isEmpty();
    }

    @Test
    void aReleasedMigrationIsNeverChanged() {
        var now = new LinkedHashMap<String, String>();
        files().forEach(file -> now.put(name(file), hash(file)));
        Project.generated(
                "RELEASED",
                String.join("\n", now.entrySet().stream().map(MigrationsTest::line).toList())
                        + "\n");

        assertThat(now)
                .as("Flyway refuses a migration that is not what it was; write a new one")
                .containsAllEntriesOf(released());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    DROP TABLE asset                                          | is dropped
                    DROP INDEX asset_external_id_unique                       | is dropped
                    ALTER TABLE asset DROP COLUMN file_name                   | uses it
                    ALTER TABLE asset RENAME COLUMN lane TO way               | uses it
                    ALTER TABLE asset RENAME TO picture                       | uses it
                    ALTER TABLE asset ALTER COLUMN lane TYPE integer          | old type
                    ALTER TABLE asset ALTER lane SET DATA TYPE integer        | old type
                    ALTER TABLE asset ALTER COLUMN lane SET NOT NULL          | may leave it out
                    ALTER TABLE asset ALTER COLUMN lane DROP DEFAULT          | may leave it out
                    ALTER TABLE asset ADD COLUMN a text, ADD b text NOT NULL  | leaves the column out
                    ALTER TABLE asset ADD COLUMN a text UNIQUE                | not unique
                    ALTER TABLE asset ADD CONSTRAINT c CHECK (lane <> '')     | constraint refuses
                    ALTER TABLE asset ADD CHECK (lane <> '')                  | constraint refuses
                    ALTER TABLE asset ADD FOREIGN KEY (lane) REFERENCES way   | constraint refuses
                    CREATE UNIQUE INDEX i ON asset (lane)                     | not unique
                    CREATE TRIGGER t BEFORE INSERT ON asset EXECUTE FUNCTION f() | changes what
                    UPDATE asset SET lane = 'BULK'                            | not among
                    DELETE FROM asset                                         | not among
                    TRUNCATE asset                                            | not among
                    DO $$ BEGIN; DROP TABLE asset; END $$                     | not among
                    ALTER TABLE asset DISABLE TRIGGER ALL                     | not among
                    """)
    void whatTheLastReleaseCouldNotLiveWithIsFound(String sql, String why) {
        assertThat(findings(sql + ";")).singleElement().asString().contains(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE asset ADD COLUMN a text, ADD COLUMN b numeric(4, 2) NOT NULL DEFAULT"
                        + " 0",
                "ALTER TABLE asset ALTER COLUMN lane DROP NOT NULL",
                "ALTER TABLE asset ALTER COLUMN lane SET DEFAULT 'LIVE'",
                "CREATE INDEX asset_by_lane ON asset (lane)",
                "CREATE TABLE way (a text NOT NULL); CREATE UNIQUE INDEX i ON way (a); ALTER TABLE"
                        + " way DROP a",
                "INSERT INTO beginning DEFAULT VALUES",
                "-- DROP TABLE asset;\nCREATE TABLE way (a text DEFAULT 'x; DROP TABLE asset')",
                "-- compatible: nobody has read it since 0.3\nALTER TABLE asset DROP COLUMN lane"
            })
    void whatItDoesNotNoticeIsAllowed(String sql) {
        assertThat(findings(sql)).isEmpty();
    }

    @Test
    void anExplanationIsForOneStatementAndMustSaySomething() {
        assertThat(findings("-- compatible: ok\nDROP TABLE a")).hasSize(1);
        assertThat(
                        findings(
                                "-- compatible: nobody has read it since 0.3\n"
                                        + "DROP TABLE a; DROP TABLE b"))
                .singleElement()
                .asString()
                .endsWith("DROP TABLE b");
    }

    private static List<String> findings(String sql) {
        return new MigrationRules().findings(List.of(Migration.of("V99__test.sql", sql)));
    }

    /** In the order in which Flyway takes them is no matter here: each is looked at by itself. */
    private static Stream<Path> files() {
        return Stream.of("ingest-service", "moderation-service", "service-runtime")
                .map(module -> Project.ROOT.resolve(module).resolve("src/main/resources/db"))
                .flatMap(folder -> Project.files(folder, ".sql").stream());
    }

    /** Service and file: versions are counted in each service by itself. */
    private static String name(Path file) {
        return Project.ROOT.relativize(file).getName(0) + "/" + file.getFileName();
    }

    private static Map<String, String> released() {
        var released = new LinkedHashMap<String, String>();
        Project.text(RELEASED)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split("  ", 2))
                .forEach(parts -> released.put(parts[1], parts[0]));
        return released;
    }

    private static String line(Map.Entry<String, String> entry) {
        return entry.getValue() + "  " + entry.getKey();
    }

    private static String hash(Path file) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
