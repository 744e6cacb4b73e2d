package io.darkroom.local.demo;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One page that shows what became of every picture, and needs no other file. */
final class ContactSheet {
    private static final int PICTURE = 900;
    private static final int FILE = 480;

    private final DemoClient client;

    ContactSheet(DemoClient client) {
        this.client = client;
    }

    void write(Path file, List<Asset> assets, Map<UUID, Picture> sent) throws InterruptedException {
        var entries = new ArrayList<ContactSheetPage.Entry>();
        for (Asset asset : assets) {
            Picture picture = sent.get(asset.id());
            if (picture != null) {
                entries.add(
                        new ContactSheetPage.Entry(asset, original(picture.file()), files(asset)));
            }
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, ContactSheetPage.of(entries));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file, e);
        }
    }

    private static String original(Path file) {
        try {
            return Thumbnail.dataUri(Files.readAllBytes(file), PICTURE).orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }

    private Map<String, String> files(Asset asset) throws InterruptedException {
        var files = new LinkedHashMap<String, String>();
        for (Variant variant : asset.variants()) {
            client.variant(asset.id(), variant.name(), FILE)
                    .flatMap(bytes -> Thumbnail.dataUri(bytes, FILE))
                    .ifPresent(uri -> files.put(variant.name(), uri));
        }
        return files;
    }
}
