package io.darkroom.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditMainTest {
    private static final String FIRST =
            "2a6b9568479e13aebc7f95f8107804c21beb4d1d09f4453b1994a8fd612ada96";
    private static final String SECOND =
            "23e148c46bcbc756056108027eb20a08611a61f753316738ed1ed71def32c145";

    /** As an export is; the hashes were computed by a script of its own, from the documentation. */
    private static final String TRAIL =
            """
            {"seq":1,"tenant":"default","reviewId":"00000000-0000-0001-0000-000000000002","assetId":"00000000-0000-0003-0000-000000000004","revision":2,"action":"REQUESTED","actor":"pipeline","at":"2026-11-23T09:20:00.123456Z","detail":"reasons: outpaint","hash":"%s"}
            {"seq":2,"tenant":"default","reviewId":"00000000-0000-0001-0000-000000000002","assetId":"00000000-0000-0003-0000-000000000004","revision":2,"action":"SEEN","actor":"mära","at":"2026-11-23T09:21:00Z","hash":"%s"}
            """
                    .formatted(FIRST, SECOND);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir Path folder;

    @Test
    void aWholeTrailIsSaidToBeWholeWithItsEnd() throws Exception {
        assertThat(verify(TRAIL)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("2 lines")
                .contains("2:" + SECOND);
    }

    @Test
    void aChangedLineIsFound() throws Exception {
        assertThat(verify(TRAIL.replace("pipeline", "somebody"))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 1 is not as it was");
    }

    @Test
    void aTrailWithoutItsEndIsFoundByWhatWasNoted() throws Exception {
        String cut = TRAIL.substring(0, TRAIL.indexOf('\n') + 1);
        assertThat(verify(cut)).isZero();
        assertThat(verify(cut, "--expect", "2:" + SECOND)).isEqualTo(1);
        assertThat(verify(TRAIL, "--expect", "2:" + SECOND)).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 2 is missing");
    }

    @Test
    void aCommandThatIsNoneIsExplained() throws Exception {
        var main = new AuditMain(print(out), print(err));
        assertThat(main.run(List.of("forget"), folder, Map.of())).isEqualTo(2);
        assertThat(main.run(List.of("verify"), folder, Map.of())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage").contains("--url");
    }

    private int verify(String trail, String... more) throws IOException, InterruptedException {
        Path file = folder.resolve("audit.jsonl");
        Files.writeString(file, trail);
        var arguments = new java.util.ArrayList<>(List.of("verify", "--file", file.toString()));
        arguments.addAll(List.of(more));
        return new AuditMain(print(out), print(err)).run(arguments, folder, Map.of());
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
