package io.darkroom.transform.outpaint;

import io.darkroom.transform.outpaint.Background.Edge;
import java.util.Optional;

/** Grows textured ground out of itself: {@link Quilt} over every edge that grows. */
final class QuiltFiller implements Filler {
    /** Grey levels beyond the texture's own at which a change between strips is seen. */
    private static final double VISIBLE = 10;

    /** Beyond this much growth, repeats become plain to see. */
    private static final double MOST_GROWTH = 1.2;

    @Override
    public String method() {
        return "image-quilting";
    }

    @Override
    public Optional<Raster> fill(Raster original, Canvas canvas, Background background) {
        if (canvas.growth() > MOST_GROWTH) {
            return Optional.empty();
        }
        Raster out = Raster.blank(canvas.width(), canvas.height());
        out.paste(original, canvas.placement().x(), canvas.placement().y());
        for (Edge edge : canvas.edges()) {
            var view = new EdgeView(out, canvas.placement(), edge);
            Optional<Double> seam = Quilt.fill(view, background);
            if (seam.filter(visible -> visible <= VISIBLE).isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(out);
    }
}
