package io.darkroom.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.ImageProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {

    @Test
    void whereThereAreNoPhotographsOneIsDrawn(@TempDir Path empty) throws Exception {
        Files.writeString(empty.resolve("notes.md"), "no picture");

        var pictures = Pictures.twelveMegapixels(empty);

        assertThat(pictures).extracting(SamplePicture::name).containsExactly("drawn");
        var info = ImageProbe.probe(pictures.getFirst().bytes(), ImageLimits.DEFAULT);
        assertThat(info.pixels()).isEqualTo(12_000_000);
        assertThat(pictures.getFirst().bytes().length).isGreaterThan(1_000_000);
    }

    @Test
    void photographsOfAboutTwelveMegapixelsAreTaken() {
        Path photos = Path.of(System.getProperty("photos", ""));
        assumeTrue(Files.isDirectory(photos), "skipped: no photographs at " + photos);

        var pictures = Pictures.twelveMegapixels(photos);

        assertThat(pictures.getFirst().name()).isEqualTo("red-car.jpg");
        assertThat(pictures)
                .allSatisfy(each -> assertThat(each.pixels()).isBetween(10_000_000L, 15_000_000L));
    }
}
