package io.darkroom.local.demo;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Crop;
import io.darkroom.contracts.Tag;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The joined record of each picture, for reading. */
final class Summary {
    private Summary() {}

    static String of(List<Asset> assets) {
        return assets.stream().map(Summary::of).collect(Collectors.joining("\n", "\n", ""));
    }

    private static String of(Asset asset) {
        var text = new StringBuilder();
        text.append(
                "%s  %s  revision %d  %s%n"
                        .formatted(asset.fileName(), asset.state(), asset.revision(), asset.id()));
        var original = asset.original();
        row(
                text,
                "original",
                "%s, %d × %d, %d bytes"
                        .formatted(
                                original.contentType(),
                                original.width(),
                                original.height(),
                                original.bytes()));
        asset.captions()
                .forEach(caption ->
                        row(
                                text,
                                "caption " + caption.language(),
                                caption.alt() + " [" + caption.source().engine() + "]"));
        row(text, "tags", asset.tags().stream().map(Summary::tag).collect(commas()));
        row(text, "crops", asset.crops().stream().map(Summary::crop).collect(commas()));
        if (asset.outpaint() != null) {
            row(
                    text,
                    "outpaint",
                    asset.outpaint().aspectRatio() + " by " + asset.outpaint().method());
        }
        if (asset.review() != null) {
            row(
                    text,
                    "review",
                    asset.review().state() + " " + String.join(", ", asset.review().reasons()));
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("    %-12s %s%n".formatted(name, value.isEmpty() ? "none" : value));
    }

    static String tag(Tag tag) {
        return "%s %.0f%%".formatted(tag.label(), tag.confidence() * 100);
    }

    private static String crop(Crop crop) {
        var box = crop.box();
        return String.format(
                Locale.ROOT,
                "%s at %d,%d %d × %d (%.2f)",
                crop.ratio(),
                box.x(),
                box.y(),
                box.width(),
                box.height(),
                crop.score());
    }

    private static java.util.stream.Collector<CharSequence, ?, String> commas() {
        return Collectors.joining(", ");
    }
}
