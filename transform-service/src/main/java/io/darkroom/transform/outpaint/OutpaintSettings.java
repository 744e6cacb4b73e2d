package io.darkroom.transform.outpaint;

import io.darkroom.contracts.instruction.InstructionRules;
import org.jspecify.annotations.Nullable;

/**
 * What an operator decides.
 *
 * @param rules for instructions
 * @param model that follows instructions; null for the built-in engine
 * @param promptWriter who is named in files as the writer of a prompt
 * @param lossless whether results are PNG, so that the original's pixels stay as they were in the
 *     file too; else they are JPEG, which rounds them again
 * @param signer of C2PA manifests
 */
public record OutpaintSettings(
        InstructionRules rules,
        @Nullable ImageEdits model,
        @Nullable String promptWriter,
        boolean lossless,
        ManifestSigner signer) {

    /** The built-in engine with the built-in rules. */
    public static OutpaintSettings builtIn() {
        return new OutpaintSettings(
                InstructionRules.builtIn(), null, null, false, ManifestSigner.UNSIGNED);
    }
}
