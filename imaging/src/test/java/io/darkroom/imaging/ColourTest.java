package io.darkroom.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ColourTest {

    /** Linear light: 128 of it is 188 in sRGB. */
    private static final byte[] LINEAR =
            ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();

    private static final byte[] SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private static final byte[] GREY = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();

    @Test
    void convertsAProfileInEveryType() {
        Color half = new Color(128, 128, 0);
        Color expected = new Color(188, 188, 0);
        shows(jpegWith(plain(half), LINEAR), expected);
        shows(pngWith(plain(half), LINEAR), expected);
        byte[] webp = Splice.webpWith(webp(half), 0x20, "ICCP", LINEAR);
        shows(webp, expected);
        byte[] pixels = new byte[16 * 16 * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 3 == 2 ? 0 : 128);
        }
        TiffFile tiff = new TiffFile(ByteOrder.LITTLE_ENDIAN, 16, 16, 2, 3, pixels);
        shows(tiff.bytes(34675, LINEAR).build(), expected);
    }

    @Test
    void joinsAProfileThatIsSplitOverSegments() {
        byte[] jpeg = Samples.encode(plain(new Color(128, 128, 128)), "jpeg");
        int half = LINEAR.length / 2;
        byte[] first = Arrays.copyOf(LINEAR, half);
        byte[] second = Arrays.copyOfRange(LINEAR, half, LINEAR.length);
        byte[] split =
                Splice.jpegSegment(
                        jpeg, 0xe2, Splice.join(Splice.ascii("ICC_PROFILE\0\1\2"), first));
        split =
                Splice.jpegSegment(
                        split, 0xe2, Splice.join(Splice.ascii("ICC_PROFILE\0\2\2"), second));
        shows(split, new Color(188, 188, 188));
    }

    @Test
    void leavesSrgbAlone() {
        Color any = new Color(200, 100, 50);
        byte[] tagged = pngWith(plain(any), SRGB);
        assertThat(ImageProbe.probe(tagged, ImageLimits.DEFAULT).colourProfile()).isTrue();
        try (Picture picture = ImageDecoder.decode(tagged, ImageLimits.DEFAULT)) {
            assertThat(Corners.colour(picture, 3, 3)).isEqualTo(any);
        }
    }

    @Test
    void convertsGreyProfiles() {
        byte[] jpeg = Samples.encode(grey(128), "jpeg");
        byte[] tagged =
                Splice.jpegSegment(
                        jpeg, 0xe2, Splice.join(Splice.ascii("ICC_PROFILE\0\1\1"), GREY));
        // The JDK's grey profile is linear.
        shows(tagged, new Color(188, 188, 188));
    }

    @Test
    void keepsTransparencyThroughAProfile() {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, 0x40808000);
        }
        byte[] png = Splice.pngWith(Samples.encode(image, "png"), "iCCP", packed(LINEAR));
        shows(png, new Color(188, 188, 0, 0x40));
    }

    @Test
    void passesOverBrokenAndMisfitProfiles() {
        Color any = new Color(128, 128, 0);
        byte[] broken = LINEAR.clone();
        Arrays.fill(broken, 128, broken.length, (byte) 0x7f);
        shows(pngWith(plain(any), broken), any);
        shows(pngWith(plain(any), new byte[200]), any);
        shows(pngWith(plain(any), GREY), any);
        shows(pngWith(plain(any), new byte[50 * 1024 * 1024]), any);
        byte[] unpackable = Splice.join(Splice.ascii("icc\0\0"), new byte[40]);
        shows(Splice.pngWith(Samples.encode(plain(any), "png"), "iCCP", unpackable), any);
    }

    @Test
    void mixesInksWithoutAProfile() {
        byte[] full = {(byte) 255, 0, 0, 0};
        shows(cmyk(full, 1).build(), new Color(0, 255, 255));
        byte[] deep = {(byte) 255, (byte) 255, 0, 0, 0, 0, 0, 0};
        shows(cmyk(deep, 2).build(), new Color(0, 255, 255));
    }

    @Test
    void mixesInksAsTheirProfileSays() {
        byte[] half = {0, 0, 0, (byte) 128};
        byte[] tagged = cmyk(half, 1).bytes(34675, CmykProfile.blackOnly()).build();
        try (Picture picture = ImageDecoder.decode(tagged, ImageLimits.DEFAULT)) {
            // L* 50 is 119 in sRGB; mixing without the profile gives 127.
            Corners.assertNear(Corners.colour(picture, 3, 3), new Color(119, 119, 119), 2);
        }
    }

    @Test
    void readsAdobesInvertedInks() {
        byte[] tagged = CmykProfile.adobeJpeg(16, 16, 0, 0, 0, 128, CmykProfile.blackOnly());
        assertThat(ImageProbe.probe(tagged, ImageLimits.DEFAULT).colours())
                .isEqualTo(ColourModel.CMYK);
        shows(tagged, new Color(119, 119, 119));
    }

    @Test
    void keepsTransparencyOfTiffUnweighted() {
        byte[] pixels = TiffFile.corners(4, 1);
        byte[] tiff =
                new TiffFile(ByteOrder.BIG_ENDIAN, Samples.WIDTH, Samples.HEIGHT, 2, 4, pixels)
                        .tag(338, 2)
                        .build();
        Color corner = Samples.TOP_LEFT;
        shows(tiff, new Color(corner.getRed(), corner.getGreen(), corner.getBlue(), 128));
    }

    private static TiffFile cmyk(byte[] inks, int bytes) {
        byte[] pixels = new byte[16 * 16 * inks.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = inks[i % inks.length];
        }
        assertThat(inks).hasSize(4 * bytes);
        return new TiffFile(ByteOrder.LITTLE_ENDIAN, 16, 16, 5, 4, pixels);
    }

    private static BufferedImage plain(Color colour) {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, colour.getRGB());
        }
        return image;
    }

    private static BufferedImage grey(int level) {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256; i++) {
            image.getRaster().setSample(i % 16, i / 16, 0, level);
        }
        return image;
    }

    private static byte[] webp(Color colour) {
        try (Picture picture =
                ImageDecoder.decode(Samples.encode(plain(colour), "png"), ImageLimits.DEFAULT)) {
            return ImageEncoder.encode(picture, Encoding.webp(100));
        }
    }

    private static byte[] jpegWith(BufferedImage image, byte[] profile) {
        byte[] data = Splice.join(Splice.ascii("ICC_PROFILE\0\1\1"), profile);
        return Splice.jpegSegment(Samples.encode(image, "jpeg"), 0xe2, data);
    }

    private static byte[] pngWith(BufferedImage image, byte[] profile) {
        return Splice.pngWith(Samples.encode(image, "png"), "iCCP", packed(profile));
    }

    private static byte[] packed(byte[] profile) {
        return Splice.join(Splice.ascii("icc\0\0"), Splice.deflated(profile));
    }

    private static void shows(byte[] file, Color expected) {
        try (Picture picture = ImageDecoder.decode(file, ImageLimits.DEFAULT)) {
            Corners.assertNear(Corners.colour(picture, 3, 3), expected, 4);
        }
    }
}
