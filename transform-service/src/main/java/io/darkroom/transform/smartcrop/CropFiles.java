package io.darkroom.transform.smartcrop;

import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.UploadRequest.Renditions;
import io.darkroom.contracts.UploadRequest.Renditions.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which files are made of a crop: the default one, at most {@link #LONG_SIDE} pixels on its long
 * side, and what the request names beside it. Names follow from the request alone, so that whoever
 * asks knows them before a picture is there.
 */
record CropFiles(List<Integer> widths, List<Format> formats, boolean upscale) {
    static final int LONG_SIDE = 1080;

    /** Neither side of a file gets longer, whatever is asked for. */
    private static final int LONGEST = Renditions.WIDEST;

    CropFiles {
        widths = List.copyOf(widths);
        formats = List.copyOf(formats);
    }

    /**
     * A file to make.
     *
     * @param width in pixels
     * @param height in pixels
     * @param format what was named; absent means JPEG, or WebP where the picture is transparent
     * @param narrowed whether it is smaller than asked
     */
    record Wanted(String name, int width, int height, @Nullable Format format, boolean narrowed) {}

    static CropFiles of(@Nullable Renditions asked) {
        return asked == null
                ? new CropFiles(List.of(), List.of(), false)
                : new CropFiles(
                        Objects.requireNonNullElse(asked.widths(), List.of()),
                        Objects.requireNonNullElse(asked.formats(), List.of()),
                        Boolean.TRUE.equals(asked.upscale()));
    }

    /** The files of one crop, the default one first, for a box of this size. */
    List<Wanted> wanted(Ratio ratio, Frame box) {
        var files = new ArrayList<Wanted>();
        String name = "crop-" + ratio.slug();
        double scale = Math.min(1, (double) LONG_SIDE / Math.max(box.width(), box.height()));
        boolean jpeg = widths.isEmpty() && formats.contains(Format.JPEG);
        Wanted first = scaled(name, box, scale, jpeg ? Format.JPEG : null, false);
        files.add(first);
        if (widths.isEmpty()) {
            for (Format format : formats) {
                if (format != Format.JPEG) {
                    files.add(scaled(name + suffix(format), box, scale, format, false));
                }
            }
        }
        for (int width : widths) {
            files.addAll(inWidth(name + "-" + width + "w", box, width));
        }
        return files;
    }

    private List<Wanted> inWidth(String name, Frame box, int width) {
        double asked = (double) width / box.width();
        double most = (double) LONGEST / Math.max(box.width(), box.height());
        double scale = Math.min(Math.min(asked, most), upscale ? asked : 1);
        List<@Nullable Format> each =
                formats.isEmpty() ? Arrays.asList((Format) null) : new ArrayList<>(formats);
        var files = new ArrayList<Wanted>();
        for (Format format : each) {
            files.add(scaled(name + suffix(format), box, scale, format, scale < asked));
        }
        return files;
    }

    private static Wanted scaled(
            String name, Frame box, double scale, @Nullable Format format, boolean narrowed) {
        return new Wanted(
                name,
                Math.max(1, (int) Math.round(box.width() * scale)),
                Math.max(1, (int) Math.round(box.height() * scale)),
                format,
                narrowed);
    }

    private static String suffix(@Nullable Format format) {
        return format == null || format == Format.JPEG ? "" : "-" + format.json();
    }

    /** How much of its size a picture must be decoded at for all files of these ratios, 0 to 1. */
    double scale(List<Ratio> ratios, int pictureWidth, int pictureHeight) {
        double most = 0;
        for (Ratio ratio : ratios) {
            Frame box = Frame.of(pictureWidth, pictureHeight, ratio);
            for (Wanted file : wanted(ratio, box)) {
                most = Math.max(most, (double) file.width() / box.width());
                most = Math.max(most, (double) file.height() / box.height());
            }
        }
        return Math.min(1, most);
    }
}
