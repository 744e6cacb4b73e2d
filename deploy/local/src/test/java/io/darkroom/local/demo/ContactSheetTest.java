package io.darkroom.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {
    private static final String PIXELS = "data:image/jpeg;base64,AAAA";

    @TempDir Path directory;

    @Test
    void textFromOutsideStaysText() {
        String attack = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>";

        String page = page(attack);

        assertThat(page)
                .doesNotContain("<script>")
                .doesNotContain("<img src=x")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&gt;");
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        assertThat(page("table"))
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("<link");
    }

    @Test
    void cropsAreDrawnInTheOriginalsPixels() {
        assertThat(page("table"))
                .contains("viewBox=\"0 0 3000 2000\"")
                .contains("<rect x=\"0\" y=\"120\" width=\"3000\" height=\"1687\"")
                .contains(">16:9</text>")
                .contains("table 93%")
                .contains("<td>120</td>");
    }

    @Test
    void aSmallCopyKeepsItsShape() throws Exception {
        Picture portrait =
                SamplePictures.draw(directory, "").stream()
                        .filter(picture -> picture.file().endsWith("portrait.jpg"))
                        .findFirst()
                        .orElseThrow();

        BufferedImage small =
                image(Thumbnail.dataUri(Files.readAllBytes(portrait.file()), 400).orElseThrow());

        assertThat(small.getWidth()).isEqualTo(300);
        assertThat(small.getHeight()).isEqualTo(400);
        assertThat(Thumbnail.dataUri(new byte[] {1, 2, 3}, 400)).isEmpty();
    }

    @Test
    void aPictureTakenWithATurnedCameraIsShownUpright() {
        var lying = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
        lying.setRGB(0, 0, 0xFF0000);

        var upright = Orientation.apply(6, lying);

        assertThat(upright.getWidth()).isEqualTo(2);
        assertThat(upright.getRGB(1, 0) & 0xFFFFFF).isEqualTo(0xFF0000);
        assertThat(Orientation.of(jpegWithOrientation((byte) 6))).isEqualTo(6);
        assertThat(Orientation.of(new byte[] {(byte) 0xFF, (byte) 0xD8, 1, 2})).isEqualTo(1);
    }

    private static byte[] jpegWithOrientation(byte value) {
        return new byte[] {
            (byte) 0xFF,
            (byte) 0xD8,
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            value,
            0,
            0,
            0,
            0,
            0,
            0
        };
    }

    private static BufferedImage image(String dataUri) throws Exception {
        byte[] bytes = Base64.getDecoder().decode(dataUri.substring(dataUri.indexOf(',') + 1));
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }

    private static String page(String text) {
        return ContactSheetPage.of(
                List.of(
                        new ContactSheetPage.Entry(
                                SampleAssets.withText(text), PIXELS, Map.of("crop-16x9", PIXELS))));
    }
}
