package io.darkroom.transform.imagemodel;

import io.darkroom.contracts.instruction.InstructionRules;
import io.darkroom.transform.outpaint.ManifestSigner;
import io.darkroom.transform.outpaint.OutpaintSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads what an operator decides about outpaints. */
@ApplicationScoped
class OutpaintSettingsProducer {

    /** What is configured wrongly stops the service at its start, and not at the first picture. */
    @Produces
    @Singleton
    OutpaintSettings settings(
            ImageModelConfig model,
            OutpaintConfig outpaint,
            @ConfigProperty(name = "darkroom.instruction-rules") Optional<Path> rules) {
        boolean configured = model.baseUrl().isPresent() || model.apiKey().isPresent();
        return new OutpaintSettings(
                InstructionRules.of(rules),
                configured ? OpenAiImageEdits.of(model) : null,
                model.promptWriter().orElse(null),
                outpaint.lossless(),
                ManifestSigner.UNSIGNED);
    }
}
