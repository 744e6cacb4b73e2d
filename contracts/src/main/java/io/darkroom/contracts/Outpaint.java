package io.darkroom.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture with its background extended.
 *
 * @param instruction what the uploader asked for
 * @param engine {@code built-in} or the provider
 * @param method how the pixels were made, such as {@code image-quilting}
 * @param findings of the guard, with boxes in pixels of the extended picture
 * @param placement where the original lies in the extended picture, in the extended picture's
 *     pixels
 * @param variants names of the files
 */
public record Outpaint(
        Ratio aspectRatio,
        String instruction,
        String engine,
        String method,
        List<Finding> findings,
        @Nullable Box placement,
        List<String> variants) {
    public Outpaint {
        Require.present(aspectRatio, "outpaint.aspectRatio");
        Require.text(instruction, "outpaint.instruction");
        Require.text(engine, "outpaint.engine");
        Require.text(method, "outpaint.method");
        findings = Require.list(findings, "outpaint.findings");
        variants = Require.list(variants, "outpaint.variants");
    }
}
