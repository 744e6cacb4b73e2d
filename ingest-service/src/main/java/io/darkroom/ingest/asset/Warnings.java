package io.darkroom.ingest.asset;

import io.darkroom.contracts.Asset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the upload, or whoever took the asset back, gave reason to warn of; a stage's warnings lie
 * in its outcome.
 */
public record Warnings(List<Asset.Warning> items) {
    public static final Warnings NONE = new Warnings(List.of());

    public Warnings {
        items = List.copyOf(items);
    }

    /** These but those with this code. */
    public Warnings without(String code) {
        return new Warnings(
                items.stream().filter(warning -> !warning.code().equals(code)).toList());
    }

    /** These and one more. */
    public Warnings and(Asset.Warning further) {
        return new Warnings(Stream.concat(items.stream(), Stream.of(further)).toList());
    }

    /** The same, naming this other asset no more. */
    public Warnings without(UUID other) {
        return new Warnings(
                items.stream()
                        .map(warning ->
                                other.equals(warning.assetId())
                                        ? new Asset.Warning(warning.code(), warning.detail(), null)
                                        : warning)
                        .toList());
    }
}
