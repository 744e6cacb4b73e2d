package io.darkroom.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The root script, run as a user runs it; {@code ./darkroom jdk} prints the JDK that it found. */
@Timeout(60)
class ScriptTest {
    private static final Path SCRIPT = Path.of("..", "..", "darkroom").toAbsolutePath().normalize();

    @TempDir Path places;

    private record Result(int code, String text) {}

    @Test
    void takesTheFirstPlaceThatHasAJdk25() throws Exception {
        Path old = jdk("old", "17.0.2");
        Path good = jdk("good", "25.0.1");

        var result =
                run(
                        Map.of(
                                "JAVA_HOME",
                                old.toString(),
                                "DARKROOM_JDK_PLACES",
                                old + " " + good),
                        "jdk");

        assertThat(result).isEqualTo(new Result(0, good.toString()));
    }

    @Test
    void itsOwnVariableGoesBeforeJavaHome() throws Exception {
        Path mine = jdk("mine", "26");
        Path good = jdk("good", "25");

        var result =
                run(
                        Map.of("DARKROOM_JAVA_HOME", mine.toString(), "JAVA_HOME", good.toString()),
                        "jdk");

        assertThat(result).isEqualTo(new Result(0, mine.toString()));
    }

    @Test
    void saysWhatToDoWhereThereIsNone() throws Exception {
        var result = run(Map.of("JAVA_HOME", jdk("old", "21.0.4").toString()), "jdk");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.text()).contains("no JDK 25 found").contains("JAVA_HOME");
    }

    @Test
    void anUnknownCommandIsNamedAndTheKnownOnesListed() throws Exception {
        var result = run(Map.of(), "dmeo");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.text()).contains("unknown command 'dmeo'").contains("./darkroom");
    }

    /** What the script gives to Maven, read by a stand-in that prints it. */
    @Test
    void testLeavesTheLongTestsToTheProjectsOwnChoice() throws Exception {
        assertThat(maven("test")).isEqualTo(new Result(0, "-T 2 -B -ntp verify"));
        assertThat(maven("test", "-pl", "storage"))
                .isEqualTo(new Result(0, "-T 2 -B -ntp verify -pl storage"));
    }

    @Test
    void testLongLeavesOutNothingButTheFuzzers() throws Exception {
        assertThat(maven("test", "--long", "-pl", "system-tests"))
                .isEqualTo(
                        new Result(
                                0, "-T 2 -B -ntp verify -Dtests.excluded=jazzer -pl system-tests"));
    }

    @Test
    void aTestThatFailsFailsTheCommand() throws Exception {
        script(tools().resolve("mvn"), "echo broken; exit 1");

        assertThat(runCopy("test", "--long")).isEqualTo(new Result(1, "broken"));
    }

    private Result maven(String... command) throws Exception {
        script(tools().resolve("mvn"), "echo \"$@\"");
        return runCopy(command);
    }

    /** In a root of its own, so that it leaves no note of a build in ours. */
    private Result runCopy(String... command) throws Exception {
        Path root = Files.createDirectories(places.resolve("root"));
        Path copy = root.resolve("darkroom");
        Files.copy(SCRIPT, copy, StandardCopyOption.REPLACE_EXISTING);
        return run(copy, Map.of("JAVA_HOME", jdk("good", "25").toString()), command);
    }

    private Path jdk(String name, String version) throws Exception {
        Path javac = Files.createDirectories(places.resolve(name).resolve("bin")).resolve("javac");
        script(javac, "echo javac " + version);
        return places.resolve(name);
    }

    private static void script(Path file, String line) throws Exception {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Result run(Map<String, String> environment, String command) throws Exception {
        return run(SCRIPT, environment, command);
    }

    /** Only what is given, and a PATH without any JDK on it. */
    private Result run(Path script, Map<String, String> environment, String... command)
            throws Exception {
        var line = new ArrayList<>(List.of("/bin/sh", script.toString()));
        line.addAll(List.of(command));
        var builder = new ProcessBuilder(line);
        builder.redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", tools().toString());
        builder.environment().put("DARKROOM_JDK_PLACES", "");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return new Result(process.waitFor(), text);
    }

    private Path tools() throws Exception {
        Path tools = Files.createDirectories(places.resolve("tools"));
        for (String tool :
                new String[] {"dirname", "readlink", "sed", "cat", "mkdir", "mv", "rm"}) {
            Path link = tools.resolve(tool);
            if (!Files.exists(link)) {
                script(link, "exec " + found(tool) + " \"$@\"");
            }
        }
        return tools;
    }

    private static Path found(String tool) {
        Path usual = Path.of("/usr/bin", tool);
        return Files.exists(usual) ? usual : Path.of("/bin", tool);
    }
}
