package io.darkroom.imaging.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.function.IntPredicate;

/** Names and shares of the colours in a sample. */
final class Colours {
    private static final double WORTH_NAMING = 0.04;

    private Colours() {}

    /** The colours that cover at least a twenty-fifth of the chosen cells, largest first. */
    static List<ColourShare> of(Sample sample, IntPredicate chosen) {
        var weights = new EnumMap<NamedColour, Double>(NamedColour.class);
        double total = 0;
        for (int i = 0; i < sample.size(); i++) {
            double weight = sample.alpha()[i];
            if (chosen.test(i) && weight > 0.5) {
                var colour = NamedColour.of(sample.l()[i], sample.chroma(i), sample.hue(i));
                weights.merge(colour, weight, Double::sum);
                total += weight;
            }
        }
        var shares = new ArrayList<ColourShare>();
        for (var entry : weights.entrySet()) {
            if (entry.getValue() >= total * WORTH_NAMING) {
                shares.add(new ColourShare(entry.getKey(), entry.getValue() / total));
            }
        }
        shares.sort(Comparator.comparingDouble(ColourShare::share).reversed());
        return List.copyOf(shares);
    }

    static double share(List<ColourShare> colours, NamedColour colour) {
        return colours.stream()
                .filter(share -> share.colour() == colour)
                .mapToDouble(ColourShare::share)
                .sum();
    }

    /** Mean L, a and b of the chosen cells; null where none is chosen. */
    static double @org.jspecify.annotations.Nullable [] mean(Sample sample, IntPredicate chosen) {
        double[] sum = new double[3];
        int count = 0;
        for (int i = 0; i < sample.size(); i++) {
            if (chosen.test(i)) {
                sum[0] += sample.l()[i];
                sum[1] += sample.a()[i];
                sum[2] += sample.b()[i];
                count++;
            }
        }
        return count == 0 ? null : new double[] {sum[0] / count, sum[1] / count, sum[2] / count};
    }
}
