package io.darkroom.ingest.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.imaging.DescriptiveMetadata;
import io.darkroom.imaging.Encoding;
import io.darkroom.imaging.ImageDecoder;
import io.darkroom.imaging.ImageEncoder;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.ImageType;
import io.darkroom.imaging.MetadataWriter;
import io.darkroom.imaging.Provenance;
import io.darkroom.ingest.support.Drawn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What delivered files say of themselves, as somebody else's library reads it. */
class RenditionMakerTest {
    private static final String DC = "http://purl.org/dc/elements/1.1/";
    private static final String IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
    private static final String IPTC_EXT = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";

    private static final DescriptiveMetadata TEXTS =
            new DescriptiveMetadata(
                    null,
                    Map.of("x-default", "Long & <wide>", "en", "Long & <wide>", "de", "Ein Tisch"),
                    List.of("table", "Größe"),
                    Map.of("x-default", "A table", "en", "A table", "de", "Ein Tisch"),
                    Map.of("x-default", "Long & <wide>", "en", "Long & <wide>"),
                    null);

    private static final RenditionMaker MAKER = new RenditionMaker(new Defaults());

    @TempDir Path directory;

    @AfterAll
    static void stop() {
        MAKER.stop();
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageType.class,
            names = {"JPEG", "PNG", "WEBP"})
    void everyTypeCarriesTheTextsInEveryLanguage(ImageType type) throws Exception {
        XMPMeta xmp = xmp(make(stored(type), type, 400, null));

        assertThat(language(xmp, DC, "description", "en")).isEqualTo("Long & <wide>");
        assertThat(language(xmp, DC, "description", "de")).isEqualTo("Ein Tisch");
        assertThat(language(xmp, DC, "description", "x-default")).isEqualTo("Long & <wide>");
        assertThat(language(xmp, IPTC_CORE, "AltTextAccessibility", "de")).isEqualTo("Ein Tisch");
        assertThat(language(xmp, IPTC_CORE, "AltTextAccessibility", "en")).isEqualTo("A table");
        assertThat(language(xmp, IPTC_CORE, "ExtDescrAccessibility", "en"))
                .isEqualTo("Long & <wide>");
        assertThat(xmp.getArrayItem(DC, "subject", 1).getValue()).isEqualTo("table");
        assertThat(xmp.getArrayItem(DC, "subject", 2).getValue()).isEqualTo("Größe");
        assertThat(xmp.doesPropertyExist(IPTC_EXT, "DigitalSourceType")).isFalse();
    }

    @Test
    void aScaledFileCarriesThemTooAndJpegHasIptcBesideThem() throws Exception {
        byte[] small = make(stored(ImageType.JPEG), ImageType.JPEG, 100, null);

        var iptc =
                Objects.requireNonNull(
                        ImageMetadataReader.readMetadata(new ByteArrayInputStream(small))
                                .getFirstDirectoryOfType(IptcDirectory.class));
        assertThat(iptc.getKeywords()).containsExactly("table", "Größe");
        assertThat(iptc.getString(IptcDirectory.TAG_CAPTION)).isEqualTo("Long & <wide>");
        try (var picture = ImageDecoder.decode(small, ImageLimits.DEFAULT)) {
            assertThat(picture.width()).isEqualTo(100);
            assertThat(picture.height()).isEqualTo(75);
        }
    }

    @Test
    void whatIsInventedSaysSo() throws Exception {
        var invented =
                new Provenance(
                        Provenance.COMPOSITE_WITH_TRAINED_MODEL, "openai", "2026-01", "more wall");

        XMPMeta xmp = xmp(make(stored(ImageType.JPEG), ImageType.JPEG, 400, invented));

        assertThat(xmp.getPropertyString(IPTC_EXT, "DigitalSourceType"))
                .endsWith("/compositeWithTrainedAlgorithmicMedia");
        assertThat(xmp.getPropertyString(IPTC_EXT, "AISystemUsed")).isEqualTo("openai");
        assertThat(xmp.getPropertyString(IPTC_EXT, "AISystemVersionUsed")).isEqualTo("2026-01");
        assertThat(xmp.getPropertyString(IPTC_EXT, "AIPromptInformation")).isEqualTo("more wall");
    }

    @Test
    void whatTheStageWroteOfTheOriginStaysAlsoWhenScaled() throws Exception {
        var said = new Provenance(Provenance.COMPOSITE, "image-quilting", "2", "grass");
        byte[] stored =
                MetadataWriter.write(
                        stored(ImageType.JPEG), DescriptiveMetadata.NONE.withProvenance(said));
        var other = new Provenance(Provenance.COMPOSITE_WITH_TRAINED_MODEL, "x", null, null);

        XMPMeta xmp = xmp(make(stored, ImageType.JPEG, 100, other));

        assertThat(xmp.getPropertyString(IPTC_EXT, "DigitalSourceType")).endsWith("/composite");
        assertThat(xmp.getPropertyString(IPTC_EXT, "AISystemUsed")).isEqualTo("image-quilting");
    }

    @Test
    void textsThatNoJpegHoldsLoseTheirLongDescriptionsFirst() throws Exception {
        String endless = "wide ".repeat(20_000);
        var texts = TEXTS.withLongDescriptions(Map.of("en", endless));

        byte[] made =
                MAKER.make(
                        rendition(ImageType.JPEG, 400, texts, null), file(stored(ImageType.JPEG)));

        assertThat(language(xmp(made), IPTC_CORE, "AltTextAccessibility", "en"))
                .isEqualTo("A table");
    }

    private byte[] make(byte[] stored, ImageType type, int width, @Nullable Provenance invented)
            throws IOException {
        return MAKER.make(rendition(type, width, TEXTS, invented), file(stored));
    }

    private static Rendition rendition(
            ImageType type, int width, DescriptiveMetadata texts, @Nullable Provenance invented) {
        var file =
                new DeliverableFile(
                        "crop-4x3",
                        new ObjectRef("variants", "a"),
                        type.contentType(),
                        400,
                        300,
                        invented != null,
                        false);
        return new Rendition(UUID.randomUUID(), file, width, texts, invented, 85);
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve(UUID.randomUUID().toString()), bytes);
    }

    private static byte[] stored(ImageType type) {
        try (var picture = ImageDecoder.decode(Drawn.png(400, 300), ImageLimits.DEFAULT)) {
            return ImageEncoder.encode(
                    picture,
                    switch (type) {
                        case PNG -> Encoding.png();
                        case WEBP -> Encoding.webp(85);
                        default -> Encoding.jpeg(85);
                    });
        }
    }

    private static XMPMeta xmp(byte[] file) throws ImageProcessingException, IOException {
        return Objects.requireNonNull(
                        ImageMetadataReader.readMetadata(new ByteArrayInputStream(file))
                                .getFirstDirectoryOfType(XmpDirectory.class))
                .getXMPMeta();
    }

    private static String language(XMPMeta xmp, String namespace, String name, String language)
            throws XMPException {
        var item = xmp.getLocalizedText(namespace, name, null, language);
        assertThat(item.getLanguage()).isEqualTo(language);
        return item.getValue();
    }

    private static final class Defaults implements DeliveryConfig {
        @Override
        public List<Integer> widths() {
            return List.of(100);
        }

        @Override
        public Optional<URI> publicUrl() {
            return Optional.empty();
        }

        @Override
        public int quality() {
            return 85;
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration keep() {
            return Duration.ofDays(7);
        }

        @Override
        public Duration cleanEvery() {
            return Duration.ofHours(1);
        }
    }
}
