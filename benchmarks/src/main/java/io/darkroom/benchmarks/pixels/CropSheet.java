package io.darkroom.benchmarks.pixels;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every photo with its crops, sharp's to the right of ours. */
final class CropSheet {
    static final List<String> RATIOS = List.of("1x1", "16x9", "4x5");
    private static final int SIDE = 214;

    private CropSheet() {}

    /**
     * Writes {@code crops.html} and {@code crops.png}.
     *
     * @param names of the folders below {@code ours} and {@code sharp} that hold the crops
     */
    static void write(Path folder, List<String> names) throws IOException {
        new ContactSheet(folder, SIDE).write("crops", names.stream().map(CropSheet::row).toList());
    }

    private static ContactSheet.Row row(String name) {
        return new ContactSheet.Row(
                name,
                Stream.of("ours", "sharp")
                        .flatMap(side ->
                                RATIOS.stream()
                                        .map(ratio ->
                                                ContactSheet.Cell.picture(
                                                        side + "/" + name + "/" + ratio + ".jpg",
                                                        side + " " + ratio)))
                        .toList());
    }
}
