package io.darkroom.ingest.asset;

import io.darkroom.contracts.Asset;
import java.util.List;

/** What the upload itself gave reason to warn of; a stage's warnings lie in its outcome. */
public record Warnings(List<Asset.Warning> items) {
    public static final Warnings NONE = new Warnings(List.of());

    public Warnings {
        items = List.copyOf(items);
    }
}
