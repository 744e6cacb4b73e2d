package io.darkroom.ingest.upload;

import io.darkroom.contracts.instruction.InstructionRules;
import io.darkroom.contracts.instruction.Judgement;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Holds instructions against the rules before anything is stored. Only refusals end an upload; what
 * a person is to decide about is found again by the stage, which reports it.
 */
final class InstructionCheck {
    /** Read once, by whoever asks first: parsers are made by hand, and the rules are the same. */
    private static final InstructionRules RULES =
            InstructionRules.of(
                    ConfigProvider.getConfig()
                            .getOptionalValue("darkroom.instruction-rules", Path.class));

    private InstructionCheck() {}

    /** Why an instruction is refused. */
    static Optional<String> refusal(String instruction) {
        return RULES.judge(instruction) instanceof Judgement.Refused(String detail)
                ? Optional.of(detail)
                : Optional.empty();
    }
}
