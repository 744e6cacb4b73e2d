package io.darkroom.imaging;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/** Pictures through libvips: the types that OpenCV does not know, and the very large ones. */
@SuppressWarnings("restricted") // memory is read within the size that libvips gives
final class VipsPictures {
    private static final int SRGB = 22;
    private static final int UCHAR = 0;
    private static final int AV1 = 4;
    private static final int SEQUENTIAL = 1;
    private static final int AVIF_EFFORT = 3;

    private static final Optional<VipsPictures> INSTALLED =
            Vips.installed().filter(vips -> vips.has("heifload_buffer")).map(VipsPictures::new);

    private final Vips vips;
    private final MethodHandle writeToMemory;
    private final MethodHandle toColours;
    private final MethodHandle shrink;
    private final MethodHandle width;
    private final MethodHandle height;
    private final MethodHandle bands;
    private @Nullable Boolean writesAvif;

    private VipsPictures(Vips vips) {
        this.vips = vips;
        var ofImage = FunctionDescriptor.of(JAVA_INT, ADDRESS);
        writeToMemory =
                vips.function(
                        "vips_image_write_to_memory",
                        FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        toColours = vips.variadic("vips_colourspace", 3, ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
        shrink =
                vips.variadic(
                        "vips_shrink", 4, ADDRESS, ADDRESS, JAVA_DOUBLE, JAVA_DOUBLE, ADDRESS);
        width = vips.function("vips_image_get_width", ofImage);
        height = vips.function("vips_image_get_height", ofImage);
        bands = vips.function("vips_image_get_bands", ofImage);
    }

    /** Where libvips is installed with what HEIF needs. */
    static Optional<VipsPictures> installed() {
        return INSTALLED;
    }

    /** Whether the installed libheif has an encoder for AV1, which may be a package of its own. */
    synchronized boolean writesAvif() {
        if (writesAvif == null) {
            writesAvif = vips.has("heifsave_buffer") && encodes();
        }
        return writesAvif;
    }

    private boolean encodes() {
        NativeImaging.load();
        try (Mat dot = new Mat(16, 16, PixelTypes.BGR)) {
            return avif(dot, 50).length > 0;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /**
     * Decodes HEIC or AVIF, upright, to BGR or BGRA of 8 bits in the file's own colours.
     *
     * @throws ImageException.Corrupt where libvips cannot
     */
    Mat decode(BytePointer bytes, long size, ImageType type) {
        return load("vips_heifload_buffer", bytes, size, type, 1);
    }

    /**
     * Decodes a picture to a whole fraction of its size, strip by strip, so that its pixels never
     * lie in memory together.
     *
     * @param factor 1 or more; each side is divided by it, a rest at the far edges is dropped
     * @throws ImageException.Corrupt where libvips cannot
     */
    Mat shrunk(BytePointer bytes, long size, ImageType type, int factor) {
        String loader = type == ImageType.PNG ? "vips_pngload_buffer" : "vips_tiffload_buffer";
        return load(loader, bytes, size, type, factor);
    }

    private Mat load(String loader, BytePointer bytes, long size, ImageType type, int factor) {
        MethodHandle load =
                vips.variadic(loader, 3, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
        try (Arena arena = Arena.ofConfined();
                var images = new Images(arena)) {
            MemorySegment data = MemorySegment.ofAddress(bytes.address());
            images.step(out ->
                    Vips.call(
                            load,
                            data,
                            size,
                            out,
                            arena.allocateFrom("access"),
                            SEQUENTIAL,
                            MemorySegment.NULL));
            if (factor > 1) {
                images.step(out ->
                        Vips.call(
                                shrink,
                                images.last,
                                out,
                                (double) factor,
                                (double) factor,
                                MemorySegment.NULL));
            }
            images.step(out -> Vips.call(toColours, images.last, out, SRGB, MemorySegment.NULL));
            return pixels(images.last, arena);
        } catch (VipsFailure e) {
            throw new ImageException.Corrupt(
                    "The %s's compressed data cannot be decoded (%s). Save the picture again and send that."
                            .formatted(type, e.getMessage()),
                    e);
        }
    }

    private Mat pixels(MemorySegment image, Arena arena) {
        MemorySegment length = arena.allocate(JAVA_LONG);
        var memory = (MemorySegment) Vips.call(writeToMemory, image, length);
        if (memory.equals(MemorySegment.NULL)) {
            throw new VipsFailure(vips.takeErrors());
        }
        try {
            int channels = (int) Vips.call(bands, image);
            int rows = (int) Vips.call(height, image);
            int columns = (int) Vips.call(width, image);
            Mat mat = new Mat(rows, columns, opencv_core.CV_8UC(channels));
            long size = length.get(JAVA_LONG, 0);
            if (size != mat.total() * channels) {
                throw new VipsFailure("libvips gave pixels of another depth");
            }
            MemorySegment.ofAddress(mat.data().address())
                    .reinterpret(size)
                    .copyFrom(memory.reinterpret(size));
            return bgr(mat, channels);
        } finally {
            vips.free(memory);
        }
    }

    private static Mat bgr(Mat mat, int channels) {
        int code =
                switch (channels) {
                    case 1 -> opencv_imgproc.COLOR_GRAY2BGR;
                    case 3 -> opencv_imgproc.COLOR_RGB2BGR;
                    case 4 -> opencv_imgproc.COLOR_RGBA2BGRA;
                    default ->
                            throw new VipsFailure(
                                    "the picture has %d channels".formatted(channels));
                };
        Mat converted = new Mat();
        opencv_imgproc.cvtColor(mat, converted, code);
        mat.release();
        return converted;
    }

    /**
     * Encodes BGR or BGRA as AVIF.
     *
     * @throws IllegalStateException where libvips cannot
     */
    byte[] avif(Mat bgr, int quality) {
        Mat rgb = new Mat();
        opencv_imgproc.cvtColor(
                bgr,
                rgb,
                bgr.channels() == 4
                        ? opencv_imgproc.COLOR_BGRA2RGBA
                        : opencv_imgproc.COLOR_BGR2RGB);
        try (Arena arena = Arena.ofConfined();
                var images = new Images(arena)) {
            images.add(fromMemory(rgb));
            MethodHandle copy =
                    vips.variadic("vips_copy", 2, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
            images.step(out ->
                    Vips.call(
                            copy,
                            images.last,
                            out,
                            arena.allocateFrom("interpretation"),
                            SRGB,
                            MemorySegment.NULL));
            return saved(images.last, quality, arena);
        } finally {
            rgb.release();
        }
    }

    private MemorySegment fromMemory(Mat rgb) {
        MethodHandle make =
                vips.function(
                        "vips_image_new_from_memory_copy",
                        FunctionDescriptor.of(
                                ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT,
                                JAVA_INT));
        long size = rgb.total() * rgb.channels();
        MemorySegment data = MemorySegment.ofAddress(rgb.data().address());
        return (MemorySegment)
                Vips.call(make, data, size, rgb.cols(), rgb.rows(), rgb.channels(), UCHAR);
    }

    private byte[] saved(MemorySegment image, int quality, Arena arena) {
        MethodHandle save =
                vips.variadic(
                        "vips_heifsave_buffer",
                        3,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS);
        MemorySegment out = arena.allocate(ADDRESS);
        MemorySegment length = arena.allocate(JAVA_LONG);
        int failed =
                (int)
                        Vips.call(
                                save,
                                image,
                                out,
                                length,
                                arena.allocateFrom("Q"),
                                quality,
                                arena.allocateFrom("compression"),
                                AV1,
                                arena.allocateFrom("effort"),
                                AVIF_EFFORT,
                                MemorySegment.NULL);
        if (failed != 0) {
            throw new VipsFailure(vips.takeErrors());
        }
        MemorySegment memory = out.get(ADDRESS, 0);
        try {
            return memory.reinterpret(length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
        } finally {
            vips.free(memory);
        }
    }

    /** What libvips says, for whoever calls to put into words. */
    private static final class VipsFailure extends IllegalStateException {
        VipsFailure(String message) {
            super(message);
        }
    }

    /** The images of one chain of operations, each made from the last, released together. */
    private final class Images implements AutoCloseable {
        private final List<MemorySegment> all = new ArrayList<>();
        private final Arena arena;
        private MemorySegment last = MemorySegment.NULL;

        Images(Arena arena) {
            this.arena = arena;
        }

        void add(MemorySegment image) {
            if (image.equals(MemorySegment.NULL)) {
                throw new VipsFailure(vips.takeErrors());
            }
            all.add(image);
            last = image;
        }

        void step(Function<MemorySegment, Object> operation) {
            MemorySegment out = arena.allocate(ADDRESS);
            if ((int) operation.apply(out) != 0) {
                throw new VipsFailure(vips.takeErrors());
            }
            add(out.get(ADDRESS, 0));
        }

        @Override
        public void close() {
            all.reversed().forEach(vips::release);
        }
    }
}
