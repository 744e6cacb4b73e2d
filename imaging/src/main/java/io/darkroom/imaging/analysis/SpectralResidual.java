package io.darkroom.imaging.analysis;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.DFT_COMPLEX_OUTPUT;
import static org.bytedeco.opencv.global.opencv_core.DFT_SCALE;
import static org.bytedeco.opencv.global.opencv_core.cartToPolar;
import static org.bytedeco.opencv.global.opencv_core.dft;
import static org.bytedeco.opencv.global.opencv_core.exp;
import static org.bytedeco.opencv.global.opencv_core.idft;
import static org.bytedeco.opencv.global.opencv_core.log;
import static org.bytedeco.opencv.global.opencv_core.magnitude;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_core.polarToCart;
import static org.bytedeco.opencv.global.opencv_core.split;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.blur;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * What is unexpected in the spectrum of a picture: X. Hou, L. Zhang, Saliency Detection: A Spectral
 * Residual Approach, CVPR 2007. At 64 by 64, as in the paper.
 */
final class SpectralResidual {
    private static final int SIDE = 64;

    private SpectralResidual() {}

    /** A map 0 to 1 of the size of the sample. */
    static Grid map(Sample sample) {
        try (var _ = new PointerScope()) {
            var lightness = new Mat(sample.height(), sample.width(), CV_32F);
            new FloatPointer(lightness.data()).put(sample.l());
            var small = new Mat();
            resize(lightness, small, new Size(SIDE, SIDE), 0, 0, INTER_AREA);
            var saliency = residual(small);
            var full = new Mat();
            var size = new Size(sample.width(), sample.height());
            resize(saliency, full, size, 0, 0, INTER_LINEAR);
            float[] values = new float[sample.size()];
            new FloatPointer(full.data()).get(values);
            return new Grid(sample.width(), sample.height(), values).normalised();
        }
    }

    private static Mat residual(Mat small) {
        var spectrum = new Mat();
        dft(small, spectrum, DFT_COMPLEX_OUTPUT, 0);
        var parts = new MatVector();
        split(spectrum, parts);
        var amplitude = new Mat();
        var phase = new Mat();
        cartToPolar(parts.get(0), parts.get(1), amplitude, phase);
        var logAmplitude = new Mat();
        // An empty frequency would be minus infinity.
        var floor =
                org.bytedeco.opencv.global.opencv_core.add(
                        amplitude, org.bytedeco.opencv.opencv_core.Scalar.all(1e-6));
        log(floor.asMat(), logAmplitude);
        var average = new Mat();
        blur(logAmplitude, average, new Size(3, 3));
        subtract(logAmplitude, average, logAmplitude);
        exp(logAmplitude, amplitude);
        var re = new Mat();
        var im = new Mat();
        polarToCart(amplitude, phase, re, im);
        merge(new MatVector(re, im), spectrum);
        idft(spectrum, spectrum, DFT_SCALE, 0);
        split(spectrum, parts);
        var saliency = new Mat();
        magnitude(parts.get(0), parts.get(1), saliency);
        saliency = saliency.mul(saliency).asMat();
        GaussianBlur(saliency, saliency, new Size(9, 9), 2.5);
        return saliency;
    }
}
