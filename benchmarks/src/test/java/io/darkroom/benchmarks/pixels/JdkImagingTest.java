package io.darkroom.benchmarks.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The side that Darkroom is measured against does the whole job. */
class JdkImagingTest {

    private static byte[] jpeg() throws IOException {
        var image = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
        var graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.BLACK, 640, 0, Color.WHITE));
        graphics.fillRect(0, 0, 640, 480);
        graphics.dispose();
        return JdkImaging.encode(image, 0.9f);
    }

    @Test
    void theSizeIsRead() throws IOException {
        assertThat(JdkImaging.size(jpeg())).isEqualTo(new Dimension(640, 480));
    }

    @Test
    void resizingKeepsThePicture() throws IOException {
        var small = JdkImaging.resize(JdkImaging.decode(jpeg()), 64, 48);

        assertThat(new Color(small.getRGB(2, 24)).getRed()).isLessThan(30);
        assertThat(new Color(small.getRGB(61, 24)).getRed()).isGreaterThan(225);
    }

    @Test
    void theHashSeesTheGradientAcrossAndNoneDown() throws IOException {
        var frequencies = JdkImaging.hash(jpeg());

        assertThat(Math.abs(frequencies[1])).isGreaterThan(10 * Math.abs(frequencies[8]));
    }
}
