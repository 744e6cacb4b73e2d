package io.darkroom.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture with its background extended or replaced.
 *
 * @param aspectRatio of the result: as asked, or its width and height in pixels where margins or a
 *     background alone were asked for
 * @param instruction what the uploader asked for
 * @param engine {@code built-in} or the provider
 * @param method how the pixels were made: the rung of the ladder, such as {@code patch-match}, or
 *     {@code image-edit} by a model
 * @param findings of the guard, with boxes in pixels of the extended picture
 * @param placement where the original lies in the extended picture, in the extended picture's
 *     pixels
 * @param variants names of the files
 * @param margins as asked
 * @param backgroundReplaced true where the pixels behind the subject were replaced
 * @param model the model's name as its provider gives it; absent for the built-in engine
 * @param seed that the pixels were made with
 * @param promptVersion of the prompt that a model was given
 * @param ruleVersion of the rules that the instruction was held against
 * @param provenance as it stands in the file
 */
public record Outpaint(
        Ratio aspectRatio,
        String instruction,
        String engine,
        String method,
        List<Finding> findings,
        @Nullable Box placement,
        List<String> variants,
        @Nullable Margins margins,
        @Nullable Boolean backgroundReplaced,
        @Nullable String model,
        @Nullable Long seed,
        @Nullable String promptVersion,
        @Nullable String ruleVersion,
        @Nullable Provenance provenance) {
    public Outpaint {
        Require.present(aspectRatio, "outpaint.aspectRatio");
        Require.text(instruction, "outpaint.instruction");
        Require.text(engine, "outpaint.engine");
        Require.text(method, "outpaint.method");
        findings = Require.list(findings, "outpaint.findings");
        variants = Require.list(variants, "outpaint.variants");
        if (seed != null) {
            Require.notNegative(seed, "outpaint.seed");
        }
    }

    /** As versions before margins and models wrote it. */
    public Outpaint(
            Ratio aspectRatio,
            String instruction,
            String engine,
            String method,
            List<Finding> findings,
            @Nullable Box placement,
            List<String> variants) {
        this(
                aspectRatio,
                instruction,
                engine,
                method,
                findings,
                placement,
                variants,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /**
     * How the file says it came about (IPTC Photo Metadata Standard 2025.1).
     *
     * @param digitalSourceType a term of the IPTC vocabulary, as a URI
     * @param system that generated pixels
     * @param systemVersion of that system
     * @param prompt that the system was given; absent for one that follows none
     * @param promptWriter who wrote the prompt, as the operator names them
     * @param signed whether the file carries a signed C2PA manifest
     */
    public record Provenance(
            String digitalSourceType,
            String system,
            String systemVersion,
            @Nullable String prompt,
            @Nullable String promptWriter,
            boolean signed) {
        public Provenance {
            Require.text(digitalSourceType, "outpaint.provenance.digitalSourceType");
            Require.text(system, "outpaint.provenance.system");
            Require.text(systemVersion, "outpaint.provenance.systemVersion");
        }
    }
}
