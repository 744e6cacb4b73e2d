package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Outpaint;
import io.darkroom.imaging.DescriptiveMetadata;
import io.darkroom.imaging.MetadataWriter;
import io.darkroom.imaging.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * Says in the file itself, and alike in the record, that part of it is synthetic and how that was
 * made. The prompt of the standard is what a system was given to go by: the built-in engine goes by
 * the picture alone, so none is written for it, and the instruction stands in the record.
 */
final class Marks {
    private static final String SYSTEM = "Darkroom outpaint (built-in, no trained model)";

    private final OutpaintSettings settings;
    private final Provenance provenance;

    Marks(OutpaintSettings settings, @Nullable ImageEdits model, @Nullable String prompt) {
        this.settings = settings;
        this.provenance =
                model == null
                        ? new Provenance(
                                Provenance.COMPOSITE,
                                SYSTEM,
                                String.valueOf(OutpaintEngine.VERSION),
                                null,
                                null)
                        : new Provenance(
                                Provenance.COMPOSITE_WITH_TRAINED_MODEL,
                                model.engine() + " " + model.model() + " by Darkroom outpaint",
                                model.model(),
                                prompt,
                                settings.promptWriter());
    }

    byte[] into(byte[] file) {
        byte[] marked =
                MetadataWriter.write(file, DescriptiveMetadata.NONE.withProvenance(provenance));
        return settings.signer().sign(marked, provenance);
    }

    Outpaint.Provenance provenance() {
        return new Outpaint.Provenance(
                provenance.digitalSourceType(),
                String.valueOf(provenance.system()),
                String.valueOf(provenance.systemVersion()),
                provenance.prompt(),
                provenance.promptWriter(),
                settings.signer().signs());
    }
}
