package io.darkroom.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
