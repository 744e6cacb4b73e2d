package io.darkroom.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The photographs beside the project, where they are. */
class PhotosTest {

    @Test
    void decodesUprightInTheSizeThatTheProbeNames() throws IOException {
        for (Path photo : photos()) {
            ImageInfo info = ImageProbe.probe(photo, ImageLimits.DEFAULT);
            try (Picture picture = ImageDecoder.decode(photo, ImageLimits.DEFAULT, 0)) {
                assertThat(picture.width()).as(photo.toString()).isEqualTo(info.width());
                assertThat(picture.height()).as(photo.toString()).isEqualTo(info.height());
            }
        }
    }

    /** Sizes as the cameras meant them: three of these are stored lying on their side. */
    @ParameterizedTest
    @CsvSource({
        "astronaut.png, 512, 512, 1",
        "beach-shoes.jpg, 2448, 3264, 6",
        "chain-on-grey.jpg, 3264, 4928, 8",
        "telephone-box.jpg, 2000, 3008, 6",
        "tablet-laptop-phone.jpg, 5760, 3840, 1"
    })
    void knowsSizeAndOrientation(String name, int width, int height, int orientation)
            throws IOException {
        for (Path photo : photos()) {
            if (photo.endsWith(name)) {
                ImageInfo info = ImageProbe.probe(photo, ImageLimits.DEFAULT);
                assertThat(info.width()).isEqualTo(width);
                assertThat(info.height()).isEqualTo(height);
                assertThat(info.orientation()).isEqualTo(orientation);
                return;
            }
        }
        assumeTrue(false, name + " is not among the photographs: skipped");
    }

    static Iterable<Path> photos() throws IOException {
        Path folder = Path.of(System.getProperty("photos", "no-such-folder"));
        assumeTrue(Files.isDirectory(folder), "No photographs at " + folder + ": skipped");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(jpg|png)"))
                    .sorted()
                    .toList();
        }
    }
}
