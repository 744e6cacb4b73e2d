package io.darkroom.transform.smartcrop;

/**
 * Sums over any box of a map in constant time (F. C. Crow, Summed-area Tables for Texture Mapping,
 * SIGGRAPH 1984), at fractions of cells too.
 */
final class SummedArea {
    private final int width;
    private final int height;
    private final double[] sums;

    SummedArea(int width, int height, float[] values) {
        this.width = width;
        this.height = height;
        this.sums = new double[(width + 1) * (height + 1)];
        for (int y = 0; y < height; y++) {
            double row = 0;
            for (int x = 0; x < width; x++) {
                row += values[y * width + x];
                sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
            }
        }
    }

    /** How many cells the map has; a sum over them is their mean. */
    int cells() {
        return width * height;
    }

    double total() {
        return sums[sums.length - 1];
    }

    /** Sum over a box given as fractions of the map. */
    double within(double left, double top, double right, double bottom) {
        return at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
    }

    private double at(double fractionX, double fractionY) {
        double x = Math.clamp(fractionX, 0, 1) * width;
        double y = Math.clamp(fractionY, 0, 1) * height;
        int x0 = Math.min((int) x, width - 1);
        int y0 = Math.min((int) y, height - 1);
        double dx = x - x0;
        double dy = y - y0;
        int i = y0 * (width + 1) + x0;
        double above = sums[i] * (1 - dx) + sums[i + 1] * dx;
        double below = sums[i + width + 1] * (1 - dx) + sums[i + width + 2] * dx;
        return above * (1 - dy) + below * dy;
    }
}
