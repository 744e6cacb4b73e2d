package io.darkroom.systemtests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.instruction.InstructionRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** An operator's own file of rules for instructions, by which the Darkroom of the tests runs. */
final class OperatorRules {
    static final String VERSION = "operator-7";

    /** Whom the rules that come with Darkroom do not know. */
    static final String REFUSED = "Erika Mustermann";

    private OperatorRules() {}

    /** Writes them into a folder. */
    static Path write(Path folder) throws IOException {
        try (var builtIn =
                InstructionRules.class.getResourceAsStream("/rules/outpaint-instructions.json")) {
            var rules = (ObjectNode) Json.mapper().readTree(Objects.requireNonNull(builtIn));
            rules.put("version", VERSION).withArray("refusedNames").add(REFUSED);
            return Files.write(
                    folder.resolve("instruction-rules.json"),
                    Json.mapper().writeValueAsBytes(rules));
        }
    }
}
