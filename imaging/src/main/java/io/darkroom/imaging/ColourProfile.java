package io.darkroom.imaging;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.color.ProfileDataException;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.ImagingOpException;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/**
 * An embedded ICC profile (ICC.1) and the way from it to sRGB, by the JDK's colour management.
 *
 * <p>A profile that is broken, or that does not fit the picture it came with, counts as absent:
 * that is what every viewer does.
 */
final class ColourProfile {

    /** Colours along each axis of the lattice that tells whether a profile is sRGB already. */
    private static final int LATTICE = 6;

    /** Steps of 255 that no eye sees; profiles named sRGB differ by as much among themselves. */
    private static final int SAME = 2;

    private final ICC_Profile profile;
    private final ColorConvertOp conversion;

    private ColourProfile(ICC_Profile profile) {
        this.profile = profile;
        this.conversion =
                new ColorConvertOp(
                        new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)},
                        null);
    }

    /** The profile of a picture, where it has a sound one for its number of components. */
    static Optional<ColourProfile> of(ByteSource source, Layout layout, ImageLimits limits) {
        return BlockReader.joined(source, layout, Block.Kind.ICC, limits)
                .flatMap(ColourProfile::parse)
                .filter(profile -> profile.components() == components(layout));
    }

    private static int components(Layout layout) {
        return switch (layout.colours()) {
            case GREY -> 1;
            case RGB, INDEXED -> 3;
            case CMYK -> 4;
        };
    }

    private static Optional<ColourProfile> parse(byte[] bytes) {
        try {
            ColourProfile profile = new ColourProfile(ICC_Profile.getInstance(bytes));
            // A profile may parse and still fail to convert; better here than in mid-picture.
            profile.convert(new byte[profile.components()], 1);
            return Optional.of(profile);
        } catch (IllegalArgumentException
                | CMMException
                | ProfileDataException
                | ImagingOpException e) {
            return Optional.empty();
        }
    }

    /** 1 for grey, 3 for RGB, 4 for CMYK. */
    int components() {
        return profile.getNumComponents();
    }

    /** Whether pixels would not change to speak of. */
    boolean isSrgb() {
        if (components() != 3) {
            return false;
        }
        byte[] colours = lattice();
        byte[] converted = convert(colours, colours.length / 3);
        for (int i = 0; i < colours.length; i++) {
            if (Math.abs((colours[i] & 0xff) - (converted[i] & 0xff)) > SAME) {
                return false;
            }
        }
        return true;
    }

    private static byte[] lattice() {
        byte[] colours = new byte[LATTICE * LATTICE * LATTICE * 3];
        int step = 255 / (LATTICE - 1);
        for (int i = 0; i < colours.length / 3; i++) {
            colours[3 * i] = (byte) (i % LATTICE * step);
            colours[3 * i + 1] = (byte) (i / LATTICE % LATTICE * step);
            colours[3 * i + 2] = (byte) (i / (LATTICE * LATTICE) * step);
        }
        return colours;
    }

    /** Interleaved samples in the profile's own order to interleaved red, green, blue. */
    byte[] convert(byte[] samples, int pixels) {
        byte[] rgb = new byte[pixels * 3];
        conversion.filter(raster(samples, pixels, components()), raster(rgb, pixels, 3));
        return rgb;
    }

    private static WritableRaster raster(byte[] samples, int pixels, int bands) {
        int[] offsets = new int[bands];
        for (int i = 0; i < bands; i++) {
            offsets[i] = i;
        }
        DataBufferByte buffer = new DataBufferByte(samples, pixels * bands);
        return Raster.createInterleavedRaster(
                buffer, pixels, 1, pixels * bands, bands, offsets, null);
    }
}
