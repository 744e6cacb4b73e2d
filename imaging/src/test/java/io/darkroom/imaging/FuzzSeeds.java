package io.darkroom.imaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Small whole pictures of every kind, from which a fuzzer goes on. */
final class FuzzSeeds {
    /** Small enough that thousands of pictures a minute are decoded. */
    static final ImageLimits LIMITS = new ImageLimits(4_000_000, 20);

    private FuzzSeeds() {}

    static Stream<byte[]> pictures() {
        var seeds = new ArrayList<byte[]>();
        for (ImageType type : Arrays.asList(ImageType.values())) {
            if (!List.of("AVIF", "HEIC").contains(type.name())) {
                seeds.add(Samples.of(type));
            }
        }
        seeds.add(Splice.jpegWithOrientation(Samples.jpeg(), 6));
        seeds.add(
                MetadataWriter.write(
                        Samples.jpeg(),
                        new DescriptiveMetadata(
                                "Headline",
                                Map.of("en", "A table"),
                                List.of("oak"),
                                Map.of("en", "Table"),
                                Map.of(),
                                null)));
        return seeds.stream();
    }
}
