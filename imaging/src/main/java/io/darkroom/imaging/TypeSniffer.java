package io.darkroom.imaging;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Tells a file's type by its first bytes. */
final class TypeSniffer {

    private static final int TEXT_BYTES = 4096;
    private static final int SHORTEST = 12;
    private static final Set<String> HEIC_BRANDS =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx");
    private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");

    /** Still pictures of any coding; which one, the other brands say. */
    private static final Set<String> OPEN_BRANDS = Set.of("mif1", "msf1", "miaf");

    private static final int MOST_BRANDS = 64;

    private TypeSniffer() {}

    static ImageType sniff(ByteSource source) {
        if (source.size() == 0) {
            throw new ImageException.Empty();
        }
        if (source.matches(0, "\u00ff\u00d8\u00ff")) {
            return ImageType.JPEG;
        }
        if (source.matches(0, "\u0089PNG\r\n\u001a\n")) {
            return ImageType.PNG;
        }
        if (source.matches(0, "RIFF") && source.matches(8, "WEBP")) {
            return ImageType.WEBP;
        }
        if (source.matches(0, "GIF87a") || source.matches(0, "GIF89a")) {
            return ImageType.GIF;
        }
        if (source.matches(0, "II*\0") || source.matches(0, "MM\0*")) {
            return tiff(source);
        }
        if (source.matches(4, "ftyp") && source.size() >= SHORTEST) {
            return iso(source);
        }
        throw refusal(source);
    }

    private static ImageType tiff(ByteSource source) {
        if (source.matches(8, "CR")) {
            throw new ImageException.UnsupportedType("a Canon raw picture (CR2)");
        }
        return ImageType.TIFF;
    }

    private static ImageException refusal(ByteSource source) {
        String known = knownType(source);
        if (!known.isEmpty()) {
            return new ImageException.UnsupportedType(known);
        }
        String text = text(source);
        if (isSvg(text)) {
            return new ImageException.Svg();
        }
        if (isCutSignature(source)) {
            return new ImageException.Truncated(
                    "The file ends after %d bytes, within its signature. Send it again, whole."
                            .formatted(source.size()));
        }
        return new ImageException.NotAnImage(
                "The file is not a picture of any known type%s. Send JPEG, PNG, WebP, TIFF or GIF."
                        .formatted(hint(source, text)));
    }

    private static String knownType(ByteSource source) {
        for (Signature signature : Signature.OTHERS) {
            if (source.matches(0, signature.bytes())) {
                return signature.name();
            }
        }
        return "";
    }

    /** By the major brand, and where that names no coding by the compatible ones. */
    private static ImageType iso(ByteSource source) {
        String major = source.latin1(8, 4);
        if (AVIF_BRANDS.contains(major)) {
            return ImageType.AVIF;
        }
        if (HEIC_BRANDS.contains(major)) {
            return ImageType.HEIC;
        }
        long end = Math.min(source.size(), Math.min(source.u32be(0), 16 + 4L * MOST_BRANDS));
        for (long at = 16; OPEN_BRANDS.contains(major) && at + 4 <= end; at += 4) {
            String brand = source.latin1(at, 4);
            if (AVIF_BRANDS.contains(brand)) {
                return ImageType.AVIF;
            }
            if (HEIC_BRANDS.contains(brand)) {
                return ImageType.HEIC;
            }
        }
        throw new ImageException.UnsupportedType(
                major.equals("crx ")
                        ? "a Canon raw picture (CR3)"
                        : OPEN_BRANDS.contains(major)
                                ? "a HEIF file of neither HEVC nor AV1"
                                : "a video");
    }

    private static boolean isSvg(String text) {
        String lower = text.toLowerCase(Locale.ROOT).stripLeading();
        if (!lower.startsWith("<") || lower.startsWith("<!doctype html")) {
            return false;
        }
        int svg = lower.indexOf("<svg");
        int html = lower.indexOf("<html");
        return lower.contains("<!doctype svg") || (svg >= 0 && (html < 0 || svg < html));
    }

    private static boolean isCutSignature(ByteSource source) {
        String start = source.latin1(0, (int) Math.min(SHORTEST, source.size()));
        return source.size() < SHORTEST
                && ("\u0089PNG\r\n\u001a\n".startsWith(start)
                        || "\u00ff\u00d8\u00ff".startsWith(start)
                        || "GIF89a".startsWith(start)
                        || "GIF87a".startsWith(start)
                        || start.startsWith("RIFF"));
    }

    private static String hint(ByteSource source, String text) {
        String lower = text.toLowerCase(Locale.ROOT).stripLeading();
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            return "; it looks like a web page";
        }
        if (source.matches(0, "PK\u0003\u0004")) {
            return "; it looks like a ZIP archive";
        }
        boolean plain = text.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
        return plain ? "; it looks like text" : "";
    }

    private static String text(ByteSource source) {
        byte[] head = source.slice(0, (int) Math.min(TEXT_BYTES, source.size()));
        Charset charset = StandardCharsets.UTF_8;
        if (source.matches(0, "\u00ff\u00fe")) {
            charset = StandardCharsets.UTF_16LE;
        } else if (source.matches(0, "\u00fe\u00ff")) {
            charset = StandardCharsets.UTF_16BE;
        }
        String text = new String(head, charset);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
}
