package io.darkroom.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

    private Path jdk(String name, String version) throws Exception {
        Path javac = Files.createDirectories(places.resolve(name).resolve("bin")).resolve("javac");
        script(javac, "echo javac " + version);
        return places.resolve(name);
    }

    private static void script(Path file, String line) throws Exception {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Only what is given, and a PATH without any JDK on it. */
    private Result run(Map<String, String> environment, String command) throws Exception {
        Path tools = Files.createDirectories(places.resolve("tools"));
        for (String tool : new String[] {"dirname", "readlink", "sed", "cat"}) {
            Path link = tools.resolve(tool);
            if (!Files.exists(link)) {
                script(link, "exec " + found(tool) + " \"$@\"");
            }
        }
        var builder = new ProcessBuilder("/bin/sh", SCRIPT.toString(), command);
        builder.redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("DARKROOM_JDK_PLACES", "");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return new Result(process.waitFor(), text);
    }

    private static Path found(String tool) {
        Path usual = Path.of("/usr/bin", tool);
        return Files.exists(usual) ? usual : Path.of("/bin", tool);
    }
}
