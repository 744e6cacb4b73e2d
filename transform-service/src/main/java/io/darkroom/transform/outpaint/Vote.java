package io.darkroom.transform.outpaint;

/** Sets every unknown pixel to what the matches of the patches over it say, better ones louder. */
final class Vote {
    private static final double SHARPNESS = 0.12;

    private Vote() {}

    static void take(PatchField field) {
        Raster image = field.image();
        Scene scene = field.scene();
        int w = image.width();
        int h = image.height();
        float[] sum = new float[w * h * 3];
        float[] weight = new float[w * h];
        // A narrow preference: a plain mean of many matches would wash every texture out.
        double usual = SHARPNESS * usualError(field) + 0.5;
        int r = PatchField.RADIUS;
        for (int target : scene.targets()) {
            int source = field.source(target);
            float loud = (float) Math.exp(-field.error(target) / usual);
            for (int dy = -r; dy <= r; dy++) {
                for (int dx = -r; dx <= r; dx++) {
                    int x = target % w + dx;
                    int y = target / w + dy;
                    if (x < 0 || y < 0 || x >= w || y >= h || scene.isKnown(x, y)) {
                        continue;
                    }
                    int to = y * w + x;
                    int from = (source + dy * w + dx) * 3;
                    for (int c = 0; c < 3; c++) {
                        sum[to * 3 + c] += loud * (image.bgr()[from + c] & 0xff);
                    }
                    weight[to] += loud;
                }
            }
        }
        write(image, sum, weight);
    }

    private static double usualError(PatchField field) {
        double sum = 0;
        for (int target : field.scene().targets()) {
            sum += field.error(target);
        }
        return sum / Math.max(1, field.scene().targets().length);
    }

    private static void write(Raster image, float[] sum, float[] weight) {
        for (int i = 0; i < weight.length; i++) {
            if (weight[i] > 0) {
                for (int c = 0; c < 3; c++) {
                    int value = Math.round(sum[i * 3 + c] / weight[i]);
                    image.bgr()[i * 3 + c] = (byte) Math.clamp(value, 0, 255);
                }
            }
        }
    }
}
