package io.darkroom.transform.smartcrop;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_imgproc.COLORMAP_VIRIDIS;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.MARKER_CROSS;
import static org.bytedeco.opencv.global.opencv_imgproc.applyColorMap;
import static org.bytedeco.opencv.global.opencv_imgproc.drawMarker;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Crop;
import io.darkroom.imaging.Encoding;
import io.darkroom.imaging.ImageEncoder;
import io.darkroom.imaging.Picture;
import io.darkroom.imaging.analysis.Composition;
import io.darkroom.imaging.analysis.Grid;
import io.darkroom.imaging.analysis.Region;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Why the crops are as they are, for reviewers: the picture under its saliency, heads in white, the
 * subject in grey, the focal point as a cross, and each ratio's box with its score.
 */
@SuppressWarnings("ArrayRecordComponent") // handed straight to the object store, never compared
record DebugPicture(byte[] content, int width, int height) {
    static final String NAME = "crop-debug";

    private static final int LONG_SIDE = 640;
    private static final int QUALITY = 75;
    private static final double PICTURE = 0.6;
    private static final Scalar WHITE = colour(255, 255, 255);
    private static final Scalar GREY = colour(170, 170, 170);
    private static final Scalar BLACK = colour(0, 0, 0);

    /** Told apart also by who does not see red and green (M. Okabe, K. Ito, 2008). */
    private static final List<Scalar> COLOURS =
            List.of(
                    colour(0, 159, 230),
                    colour(233, 180, 86),
                    colour(66, 228, 240),
                    colour(167, 121, 204),
                    colour(115, 158, 0));

    /** That outlives the scope of the task that happens to draw first. */
    private static Scalar colour(int blue, int green, int red) {
        var colour = new Scalar(blue, green, red, 0);
        colour.retainReference();
        return colour;
    }

    static DebugPicture draw(
            Picture picture,
            Frame full,
            Composition composition,
            Interest interest,
            List<Crop> crops) {
        double scale =
                Math.min(1, (double) LONG_SIDE / Math.max(picture.width(), picture.height()));
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        try (PointerScope _ = new PointerScope();
                Picture small =
                        picture.sampled(0, 0, picture.width(), picture.height(), width, height);
                Picture opaque = small.flattened()) {
            Mat canvas = opaque.mat();
            addWeighted(
                    canvas,
                    PICTURE,
                    heat(composition.saliency().map(), width, height),
                    1 - PICTURE,
                    0,
                    canvas);
            interest.heads().forEach(head -> frame(canvas, rect(head, canvas), WHITE));
            Region subject = interest.subject();
            if (subject != null) {
                frame(canvas, rect(subject, canvas), GREY);
            }
            for (int i = 0; i < crops.size(); i++) {
                crop(canvas, crops.get(i), i, (double) width / full.width());
            }
            cross(canvas, interest.centre().x(), interest.centre().y());
            return new DebugPicture(
                    ImageEncoder.encode(opaque, Encoding.jpeg(QUALITY)), width, height);
        }
    }

    private static Mat heat(Grid map, int width, int height) {
        byte[] values = new byte[map.width() * map.height()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) Math.round(map.at(i % map.width(), i / map.width()) * 255);
        }
        Mat cells = new Mat(map.height(), map.width(), CV_8U);
        cells.data().put(values, 0, values.length);
        Mat grown = new Mat();
        resize(cells, grown, new Size(width, height), 0, 0, INTER_LINEAR);
        Mat heat = new Mat();
        applyColorMap(grown, heat, COLORMAP_VIRIDIS);
        return heat;
    }

    private static Rect rect(Region region, Mat canvas) {
        int x = (int) (region.x() * canvas.cols());
        int y = (int) (region.y() * canvas.rows());
        return new Rect(
                x,
                y,
                (int) (region.width() * canvas.cols()),
                (int) (region.height() * canvas.rows()));
    }

    private static void frame(Mat canvas, Rect rect, Scalar colour) {
        rectangle(canvas, rect, BLACK, 3, LINE_AA, 0);
        rectangle(canvas, rect, colour, 1, LINE_AA, 0);
    }

    private static void crop(Mat canvas, Crop crop, int index, double scale) {
        Scalar colour = COLOURS.get(index % COLOURS.size());
        Box box = crop.box();
        int x = (int) (box.x() * scale);
        int y = (int) (box.y() * scale);
        // Nested by a pixel or two, so that boxes with a side in common are all seen.
        int inset = 1 + 2 * (index % COLOURS.size());
        int width = Math.max(1, (int) (box.width() * scale) - 2 * inset);
        int height = Math.max(1, (int) (box.height() * scale) - 2 * inset);
        frame(canvas, new Rect(x + inset, y + inset, width, height), colour);
        String text =
                String.format(
                        Locale.ROOT,
                        "%s  %.2f  %s",
                        crop.ratio(),
                        crop.score(),
                        String.join(" ", crop.keeps()));
        var at = new Point(x + 8, y + 20 + 18 * index);
        putText(canvas, text, at, FONT_HERSHEY_SIMPLEX, 0.5, BLACK, 3, LINE_AA, false);
        putText(canvas, text, at, FONT_HERSHEY_SIMPLEX, 0.5, colour, 1, LINE_AA, false);
    }

    private static void cross(Mat canvas, double x, double y) {
        var at = new Point((int) (x * canvas.cols()), (int) (y * canvas.rows()));
        drawMarker(canvas, at, BLACK, MARKER_CROSS, 24, 4, LINE_AA);
        drawMarker(canvas, at, WHITE, MARKER_CROSS, 22, 2, LINE_AA);
    }
}
