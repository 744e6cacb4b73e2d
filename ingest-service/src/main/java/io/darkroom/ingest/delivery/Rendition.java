package io.darkroom.ingest.delivery;

import io.darkroom.contracts.Json;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.imaging.DescriptiveMetadata;
import io.darkroom.imaging.ImageType;
import io.darkroom.imaging.Provenance;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file as it is delivered: a stored one, in the width that was asked for, with the record's texts
 * in it. Where neither changes anything it is the stored file itself.
 *
 * @param width in pixels, never more than the stored file has
 * @param texts to be written into it
 * @param invented how its pixels were invented, where some were and the file does not say so
 * @param quality of JPEG and WebP that is scaled
 */
record Rendition(
        UUID asset,
        DeliverableFile file,
        int width,
        DescriptiveMetadata texts,
        @Nullable Provenance invented,
        int quality) {
    /** Raised when the same input would give other files. */
    private static final int VERSION = 1;

    /** Hexadecimal digits of a hash that stand in keys. */
    private static final int HASH_DIGITS = 32;

    /** Whether the stored file goes out as it lies. */
    boolean isStoredFile() {
        return !isScaled() && (texts.equals(DescriptiveMetadata.NONE) || !takesTexts());
    }

    boolean isScaled() {
        return width < file.width();
    }

    /** In pixels, in proportion. */
    int height() {
        return isScaled()
                ? Math.max(1, (int) Math.round((double) file.height() * width / file.width()))
                : file.height();
    }

    /**
     * The type that comes out: the stored one, and JPEG where a browser or the encoder has none.
     */
    ImageType type() {
        return stored().filter(Rendition::isWritten).orElse(ImageType.JPEG);
    }

    /** The type of the bytes that come out. */
    String contentType() {
        return isStoredFile() ? file.contentType() : type().contentType();
    }

    /**
     * Where it lies: the same input gives the same place, so it is made once in a period. What was
     * made in another is never used again, and so can be cleared away at any time.
     */
    ObjectRef target(String bucket, long period) {
        return isStoredFile()
                ? file.object()
                : new ObjectRef(
                        bucket,
                        "variants/%s/delivery/%s/%d/%s.%s"
                                .formatted(asset, hash(), period, file.name(), extension()));
    }

    /** What its name ends in, without a dot, such as {@code jpg}. */
    String extension() {
        String contentType = contentType();
        return Arrays.stream(ImageType.values())
                .filter(type -> type.contentType().equals(contentType))
                .map(ImageType::extension)
                .findFirst()
                .orElseGet(() -> contentType.replaceFirst("^image/", "").replaceAll("\\W", ""));
    }

    /** Names these very bytes. */
    String hash() {
        String input =
                String.join(
                        "\n",
                        Integer.toString(VERSION),
                        file.object().bucket(),
                        file.object().key(),
                        isScaled() ? width + "q" + quality : "whole",
                        textsInOrder());
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(input.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The texts in an order that does not change from process to process. */
    private String textsInOrder() {
        return Json.mapper()
                .valueToTree(
                        Arrays.asList(
                                new TreeMap<>(texts.descriptions()),
                                texts.keywords(),
                                new TreeMap<>(texts.altTexts()),
                                new TreeMap<>(texts.longDescriptions()),
                                invented))
                .toString();
    }

    private boolean takesTexts() {
        return !file.isOriginal() && stored().filter(Rendition::isWritten).isPresent();
    }

    private Optional<ImageType> stored() {
        return Arrays.stream(ImageType.values())
                .filter(type -> type.contentType().equals(file.contentType()))
                .findFirst();
    }

    private static boolean isWritten(ImageType type) {
        return switch (type) {
            case JPEG, PNG, WEBP -> true;
            default -> false;
        };
    }
}
