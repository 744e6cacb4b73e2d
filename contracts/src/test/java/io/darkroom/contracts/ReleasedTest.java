package io.darkroom.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What was released stays readable: the samples listed in {@code samples/RELEASED} are what
 * released versions wrote. {@link SamplesContractTest} reads them with the records and schemas of
 * today; this test holds that none of them is changed or taken away. A new case, or a new version,
 * is a new file and a new line.
 */
class ReleasedTest {

    @Test
    void samplesAreOnlyAddedTo() throws Exception {
        List<String> released = Files.readAllLines(Samples.FOLDER.resolve("RELEASED"));
        List<String> present =
                Samples.files().stream().map(file -> hash(file) + "  " + file).toList();

        assertThat(present)
                .as(
                        """
                        A released sample was changed or removed, or a new one is not listed yet.
                        Put a changed one back and add the new shape as a new file instead;
                        list a new one in samples/RELEASED with the line shown here\
                        """)
                .containsExactlyInAnyOrderElementsOf(released);
    }

    @Test
    void everySchemaIsWhatItsNameSays() throws Exception {
        for (String name : Schemas.names()) {
            var schema = Json.mapper().readTree(Schemas.text(Schemas.id(name)));

            assertThat(schema.path("$id").asText()).isEqualTo(Schemas.id(name));
            assertThat(schema.path("$schema").asText())
                    .isEqualTo("https://json-schema.org/draft/2020-12/schema");
        }
        try (var files = Files.list(Samples.FOLDER.resolveSibling("schemas"))) {
            assertThat(files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
                    .containsExactlyInAnyOrderElementsOf(
                            Schemas.names().stream().map(name -> name + ".json").toList());
        }
    }

    private static String hash(String file) {
        try {
            // Line ends are a matter of the check-out, not of the sample.
            var text = Files.readString(Samples.FOLDER.resolve(file)).replace("\r\n", "\n");
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
