package io.darkroom.imaging;

import java.util.List;

/** First bytes (as Latin-1) of a type that is known and not taken. */
record Signature(String bytes, String name) {

    static final List<Signature> OTHERS =
            List.of(
                    new Signature("\u00ff\n", "JPEG XL"),
                    new Signature("\0\0\0\fJXL ", "JPEG XL"),
                    new Signature("\0\0\0\fjP  ", "JPEG 2000"),
                    new Signature("\u00ffO\u00ffQ", "JPEG 2000"),
                    new Signature("II\u00bc\u0001", "JPEG XR"),
                    new Signature("II+\0", "BigTIFF"),
                    new Signature("MM\0+", "BigTIFF"),
                    new Signature("8BPS", "a Photoshop document (PSD)"),
                    new Signature("%PDF-", "PDF"),
                    new Signature("%!PS", "PostScript"),
                    new Signature("BM", "BMP"),
                    new Signature("\0\0\u0001\0", "a Windows icon"),
                    new Signature("\0\0\u0002\0", "a Windows cursor"),
                    new Signature("v/1\u0001", "OpenEXR"),
                    new Signature("#?RADIANCE", "Radiance HDR"),
                    new Signature("#?RGBE", "Radiance HDR"),
                    new Signature("FUJIFILMCCD-RAW", "a Fujifilm raw picture"),
                    new Signature("IIRO", "an Olympus raw picture"),
                    new Signature("IIU\0", "a Panasonic raw picture"),
                    new Signature("DDS ", "a DirectDraw surface"),
                    new Signature("qoif", "QOI"),
                    new Signature("farbfeld", "farbfeld"),
                    new Signature("gimp xcf", "a GIMP document"),
                    new Signature("\u001aE\u00df\u00a3", "a video"));
}
