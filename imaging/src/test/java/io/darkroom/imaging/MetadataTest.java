package io.darkroom.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetadataTest {

    private static final DescriptiveMetadata FULL =
            new DescriptiveMetadata(
                    "Harbour <at> dusk & after",
                    Map.of(
                            "x-default",
                            "Boats lie in the harbour.",
                            "de",
                            "Boote im Hafen – „schön“."),
                    List.of("harbour", "boats", "水"),
                    Map.of("x-default", "Six boats at a quay.", "en", "Six boats at a quay."),
                    Map.of("x-default", "Six small boats, two of them blue."),
                    new Provenance(
                            Provenance.COMPOSITE,
                            "Darkroom",
                            "0.1",
                            "extend the quay",
                            "Example GmbH"));

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "PNG", "WEBP"})
    void readsWhatItWrote(ImageType type) {
        byte[] written = MetadataWriter.write(Samples.of(type), FULL);
        assertThat(read(written)).isEqualTo(FULL);
        try (Picture before = ImageDecoder.decode(Samples.of(type), ImageLimits.DEFAULT);
                Picture after = ImageDecoder.decode(written, ImageLimits.DEFAULT)) {
            assertThat(Corners.of(after)).isEqualTo(Corners.of(before));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "PNG", "WEBP"})
    void replacesWhatWasThere(ImageType type) {
        byte[] once = MetadataWriter.write(Samples.of(type), FULL);
        DescriptiveMetadata other = DescriptiveMetadata.NONE.withKeywords(List.of("other"));
        byte[] twice = MetadataWriter.write(once, other);
        assertThat(read(twice)).isEqualTo(other);
        assertThat(twice).isEqualTo(MetadataWriter.write(Samples.of(type), other));
    }

    @Test
    void keepsOrientationAndProfileBesideNewMetadata() {
        byte[] jpeg = Splice.jpegWithOrientation(Samples.jpeg(), 6);
        assertThat(
                        ImageProbe.probe(MetadataWriter.write(jpeg, FULL), ImageLimits.DEFAULT)
                                .orientation())
                .isEqualTo(6);
        byte[] webp = Splice.webpWith(Samples.webp(), 8, "EXIF", Splice.exif(3));
        assertThat(
                        ImageProbe.probe(MetadataWriter.write(webp, FULL), ImageLimits.DEFAULT)
                                .orientation())
                .isEqualTo(3);
    }

    @Test
    void takesTheFirstLanguageForEverybody() {
        byte[] written =
                MetadataWriter.write(
                        Samples.png(),
                        DescriptiveMetadata.NONE.withAltTexts(Map.of("fr", "Un port.")));
        assertThat(read(written).altTexts())
                .isEqualTo(Map.of("x-default", "Un port.", "fr", "Un port."));
    }

    @Test
    void readsIptcWhereXmpIsSilent() {
        byte[] sets =
                Splice.join(
                        set(25, "d\u00e9j\u00e0 vu"),
                        set(25, "boats"),
                        set(105, "Harbour"),
                        set(120, "Boats."));
        byte[] thumbnail =
                Splice.join(Splice.ascii("8BIM\u0004\u000c\0\0\0\0\0\u0003"), new byte[4]);
        byte[] head =
                Splice.join(
                        Splice.ascii("8BIM\u0004\u0004\u0003abc"),
                        new byte[] {0, 0, 0, (byte) sets.length});
        byte[] jpeg =
                Splice.jpegSegment(
                        Samples.jpeg(),
                        0xed,
                        Splice.join(Splice.ascii("Photoshop 3.0\0"), thumbnail, head, sets));
        DescriptiveMetadata metadata = read(jpeg);
        assertThat(metadata.keywords()).containsExactly("d\u00e9j\u00e0 vu", "boats");
        assertThat(metadata.headline()).isEqualTo("Harbour");
        assertThat(metadata.descriptions()).isEqualTo(Map.of("x-default", "Boats."));
    }

    private static byte[] set(int number, String text) {
        return Splice.join(
                new byte[] {0x1c, 2, (byte) number, 0, (byte) text.length()}, Splice.ascii(text));
    }

    @Test
    void writesKeywordsForReadersOfIptcAlone() {
        byte[] written = MetadataWriter.write(Samples.jpeg(), FULL);
        String text = new String(written, StandardCharsets.ISO_8859_1);
        int xmp = text.indexOf("http://ns.adobe.com/xap/1.0/");
        byte[] withoutXmp = written.clone();
        withoutXmp[xmp] = 'X';
        assertThat(read(withoutXmp).keywords()).isEqualTo(FULL.keywords());
        assertThat(read(withoutXmp).descriptions())
                .containsEntry("x-default", "Boats lie in the harbour.");
    }

    @Test
    void readsCameraAndTime() {
        byte[] exif =
                Splice.exifWithText(
                        Map.of(271, "Maker Ltd", 272, "One", 306, "2026:11:23 10:20:30"));
        byte[] jpeg =
                Splice.jpegSegment(
                        Samples.jpeg(), 0xe1, Splice.join(Splice.ascii("Exif\0\0"), exif));
        ImageMetadata metadata = MetadataReader.read(jpeg, ImageLimits.DEFAULT);
        assertThat(metadata.cameraMake()).contains("Maker Ltd");
        assertThat(metadata.cameraModel()).contains("One");
        assertThat(metadata.takenAt()).contains(LocalDateTime.of(2026, 11, 23, 10, 20, 30));
    }

    @Test
    void readsPropertiesWrittenAsAttributes() {
        String packet =
                """
                <x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
                <rdf:Description rdf:about='' xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' photoshop:Headline='Quay'/>
                </rdf:RDF></x:xmpmeta>
                """;
        assertThat(read(withXmp(packet)).headline()).isEqualTo("Quay");
    }

    @Test
    void expandsNoEntity() {
        String laughs =
                """
                <!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>
                <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:p='http://ns.adobe.com/photoshop/1.0/'>
                <rdf:Description><p:Headline>&b;&c;</p:Headline></rdf:Description></rdf:RDF>
                """;
        assertThat(read(withXmp(laughs))).isEqualTo(DescriptiveMetadata.NONE);
    }

    @Test
    void bearsDeepLongAndBrokenXmp() {
        assertThat(read(withXmp("<a>".repeat(5000)))).isEqualTo(DescriptiveMetadata.NONE);
        assertThat(read(withXmp("<a>" + "<b/>".repeat(15_000) + "</a>")))
                .isEqualTo(DescriptiveMetadata.NONE);
        assertThat(read(withXmp("not XML at all"))).isEqualTo(DescriptiveMetadata.NONE);
        byte[] whole = MetadataWriter.write(Samples.png(), FULL);
        byte[] bomb =
                Splice.pngWith(
                        Samples.png(),
                        "iTXt",
                        Splice.join(
                                Splice.ascii("XML:com.adobe.xmp\0\1\0\0\0"),
                                Splice.deflated(new byte[20_000_000])));
        assertThat(bomb.length).isLessThan(whole.length + 100_000);
        assertThat(read(bomb)).isEqualTo(DescriptiveMetadata.NONE);
    }

    @Test
    void leavesControlCharactersOut() {
        DescriptiveMetadata odd = DescriptiveMetadata.NONE.withHeadline("a\u0000b\u001bc\ud800d");
        assertThat(read(MetadataWriter.write(Samples.jpeg(), odd)).headline()).isEqualTo("abcd");
    }

    @Test
    void refusesWhatCannotBeWritten() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetadataWriter.write(Samples.gif(), FULL));
        char[] letters = new char[9000];
        Arrays.fill(letters, '\u6c34');
        DescriptiveMetadata large =
                DescriptiveMetadata.NONE.withDescriptions(
                        Map.of(
                                "zh",
                                new String(letters),
                                "ja",
                                new String(letters),
                                "ko",
                                new String(letters)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetadataWriter.write(Samples.jpeg(), large));
    }

    private static byte[] withXmp(String packet) {
        byte[] head = Splice.ascii("http://ns.adobe.com/xap/1.0/\0");
        return Splice.jpegSegment(
                Samples.jpeg(), 0xe1, Splice.join(head, packet.getBytes(StandardCharsets.UTF_8)));
    }

    private static DescriptiveMetadata read(byte[] file) {
        return MetadataReader.read(file, ImageLimits.DEFAULT).descriptive();
    }
}
