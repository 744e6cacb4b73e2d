package io.darkroom.transform.outpaint;

import io.darkroom.imaging.analysis.Analysis;
import io.darkroom.imaging.analysis.Face;
import io.darkroom.imaging.analysis.Grid;
import io.darkroom.imaging.analysis.Region;
import io.darkroom.imaging.analysis.Subject;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of a picture is background, and what its edges are like. */
final class Background {
    private static final double SALIENT = 0.5;
    private static final double STRIP = 0.1;
    private static final double AT_EDGE = 0.015;

    /** An edge of the picture. */
    enum Edge {
        LEFT,
        RIGHT,
        TOP,
        BOTTOM
    }

    private final Grid saliency;
    private final Grid edges;
    private final List<Region> heads;
    private final List<Region> bodies;
    private final @Nullable Region subject;
    private final List<Region> taken;

    Background(Analysis analysis) {
        Subject found = analysis.measurements().subject();
        this.saliency = analysis.saliency().map();
        this.edges = analysis.saliency().edges();
        this.heads = analysis.faces().stream().map(Face::head).toList();
        this.bodies = analysis.faces().stream().map(Face::region).map(Background::body).toList();
        this.subject = found == null ? null : found.region();
        this.taken = Stream.concat(bodies.stream(), Stream.ofNullable(subject)).toList();
    }

    /** What hangs below a face: shoulders twice as wide to either side, down to the bottom. */
    private static Region body(Region face) {
        double left = Math.max(0, face.x() - face.width() * 1.1);
        double right = Math.min(1, face.right() + face.width() * 1.1);
        double top = Math.max(0, face.y() - face.height() * 0.6);
        return new Region(left, top, right - left, 1 - top);
    }

    /** Whether a place, in fractions of the picture, is nothing but background. */
    boolean free(double x, double y) {
        return !subject(x, y) && saliencyAt(x, y) < SALIENT;
    }

    /** Whether a place belongs to the subject or to a person, and so must never be copied. */
    boolean subject(double x, double y) {
        return taken.stream().anyMatch(region -> within(region, x, y));
    }

    /** Whether a place may be copied elsewhere: it belongs to nobody, and does not stand out. */
    boolean copyable(double x, double y) {
        for (Region body : bodies) {
            if (within(body, x, y)) {
                return false;
            }
        }
        double limit = subject != null && within(subject, x, y) ? SALIENT * 0.6 : SALIENT;
        return saliencyAt(x, y) < limit;
    }

    private static boolean within(Region region, double x, double y) {
        double margin = 0.02;
        return x > region.x() - margin
                && x < region.right() + margin
                && y > region.y() - margin
                && y < region.bottom() + margin;
    }

    private double saliencyAt(double x, double y) {
        return saliency.at(
                Math.clamp((long) (x * saliency.width()), 0, saliency.width() - 1),
                Math.clamp((long) (y * saliency.height()), 0, saliency.height() - 1));
    }

    /** Whether a head is cut by this edge, so that extending it would invent the rest. */
    boolean cutsFace(Edge edge) {
        return heads.stream().anyMatch(head -> distance(head, edge) < AT_EDGE);
    }

    private static double distance(Region region, Edge edge) {
        return switch (edge) {
            case LEFT -> region.x();
            case RIGHT -> 1 - region.right();
            case TOP -> region.y();
            case BOTTOM -> 1 - region.bottom();
        };
    }

    /**
     * Whether the subject is cut by this edge: what is missing of it is nowhere to be copied from.
     */
    boolean cutsSubject(Edge edge) {
        return subject != null && distance(subject, edge) < AT_EDGE;
    }

    /** Share of an edge at which something that is not background is cut, 0 to 1. */
    double occupied(Edge edge) {
        int cells = length(edge);
        int taken = 0;
        for (int i = 0; i < cells; i++) {
            double along = (i + 0.5) / cells;
            boolean body =
                    bodies.stream()
                            .anyMatch(r -> distance(r, edge) < AT_EDGE && covers(r, edge, along));
            taken +=
                    body || saliencyAt(x(edge, along, 0.01), y(edge, along, 0.01)) > SALIENT
                            ? 1
                            : 0;
        }
        return (double) taken / cells;
    }

    private static boolean covers(Region region, Edge edge, double along) {
        return sideways(edge)
                ? along > region.y() && along < region.bottom()
                : along > region.x() && along < region.right();
    }

    /** Mean strength of edges in a strip along an edge, 0 to 1. */
    double roughness(Edge edge) {
        int cells = length(edge);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < cells; i++) {
            for (double depth = 0.01; depth < STRIP; depth += 0.015) {
                double along = (i + 0.5) / cells;
                sum += edgesAt(x(edge, along, depth), y(edge, along, depth));
                count++;
            }
        }
        return sum / count;
    }

    private double edgesAt(double x, double y) {
        return edges.at(
                Math.clamp((long) (x * edges.width()), 0, edges.width() - 1),
                Math.clamp((long) (y * edges.height()), 0, edges.height() - 1));
    }

    private int length(Edge edge) {
        return sideways(edge) ? saliency.height() : saliency.width();
    }

    private static boolean sideways(Edge edge) {
        return edge == Edge.LEFT || edge == Edge.RIGHT;
    }

    private static double x(Edge edge, double along, double depth) {
        return switch (edge) {
            case LEFT -> depth;
            case RIGHT -> 1 - depth;
            case TOP, BOTTOM -> along;
        };
    }

    private static double y(Edge edge, double along, double depth) {
        return switch (edge) {
            case TOP -> depth;
            case BOTTOM -> 1 - depth;
            case LEFT, RIGHT -> along;
        };
    }
}
