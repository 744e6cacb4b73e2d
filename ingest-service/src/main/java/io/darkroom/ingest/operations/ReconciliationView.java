package io.darkroom.ingest.operations;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was compared, and how that ended. */
@Schema(name = "Reconciliation", description = "What was compared, and how that ended.")
public record ReconciliationView(List<Item> items) {
    /**
     * One comparison.
     *
     * @param result {@code done}; {@code partly done}, where the next one goes on with what is
     *     left; {@code under way already}, by another instance or by the clock; {@code not
     *     configured}; or {@code failed} with why
     */
    @Schema(name = "ReconciliationItem", description = "One comparison.")
    public record Item(String name, String result) {}
}
