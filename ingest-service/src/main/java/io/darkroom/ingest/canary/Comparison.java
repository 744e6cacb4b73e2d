package io.darkroom.ingest.canary;

import io.darkroom.contracts.Cost;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageOutcome.Succeeded;
import io.darkroom.contracts.StageResult;
import io.darkroom.ingest.canary.CanaryView.CostView;
import io.darkroom.ingest.canary.CanaryView.ExampleView;
import io.darkroom.ingest.canary.CanaryView.FailureView;
import io.darkroom.ingest.canary.CanaryView.SideView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds what a canary made against what its stage made of the same assets. */
final class Comparison {
    private static final int EXAMPLES = 10;

    private final List<Pair> pairs;

    Comparison(List<Pair> pairs) {
        this.pairs = pairs;
    }

    SideView baseline() {
        return side(Pair::baseline);
    }

    SideView canary() {
        return side(Pair::canary);
    }

    /** The mean; absent where nothing compares. */
    @Nullable Double agreement() {
        OptionalDouble mean =
                pairs.stream()
                        .map(Pair::agreement)
                        .flatMapToDouble(OptionalDouble::stream)
                        .average();
        return mean.isPresent() ? mean.getAsDouble() : null;
    }

    /** Those that agree least, and before them those that ended in different ways. */
    List<ExampleView> examples() {
        return pairs.stream()
                .sorted(Comparator.comparingDouble(Comparison::agreementOrNone))
                .limit(EXAMPLES)
                .map(pair ->
                        new ExampleView(
                                pair.asset(),
                                pair.agreement().isPresent()
                                        ? pair.agreement().getAsDouble()
                                        : null,
                                Words.of(pair.baseline().outcome()),
                                Words.of(pair.canary().outcome())))
                .toList();
    }

    /** Below every agreement where only one succeeded, above where both failed. */
    private static double agreementOrNone(Pair pair) {
        boolean alike = pair.baseline().outcome().kind().equals(pair.canary().outcome().kind());
        return pair.agreement().orElse(alike ? 2 : -1);
    }

    private SideView side(Function<Pair, Pair.Side> of) {
        List<Pair.Side> sides = pairs.stream().map(of).toList();
        List<Succeeded> done = sides.stream().flatMap(side -> side.success().stream()).toList();
        List<Long> times =
                sides.stream()
                        .filter(side -> side.success().isPresent())
                        .map(Pair.Side::durationMs)
                        .toList();
        return new SideView(
                done.stream().map(Comparison::model).distinct().sorted().toList(),
                done.size(),
                count(sides, StageOutcome.Skipped.class),
                count(sides, StageOutcome.Failed.class),
                count(sides, StageOutcome.Deferred.class),
                quantile(times, 0.5),
                quantile(times, 0.95),
                quantile(done.stream().flatMap(Comparison::length).toList(), 0.5),
                (int) done.stream().filter(each -> !each.warnings().isEmpty()).count(),
                costs(done),
                failures(sides));
    }

    private static int count(List<Pair.Side> sides, Class<? extends StageOutcome> kind) {
        return (int) sides.stream().filter(side -> kind.isInstance(side.outcome())).count();
    }

    private static String model(Succeeded done) {
        return done.model() == null ? done.engine() : done.engine() + " " + done.model();
    }

    private static Stream<Long> length(Succeeded done) {
        return switch (done.result()) {
            case StageResult.Captioned(var captions) ->
                    captions.stream()
                            .limit(1)
                            .map(each -> (long) each.alt().codePointCount(0, each.alt().length()));
            case StageResult.Tagged(var tags) -> Stream.of((long) tags.size());
            case StageResult.Cropped _, StageResult.Extended _ -> Stream.empty();
        };
    }

    /** The smallest value that so many of all do not exceed. */
    private static @Nullable Long quantile(List<Long> values, double share) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.isEmpty()
                ? null
                : sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
    }

    private static List<CostView> costs(List<Succeeded> done) {
        Map<String, BigDecimal> sums =
                done.stream()
                        .map(Succeeded::cost)
                        .filter(Objects::nonNull)
                        .collect(
                                Collectors.toMap(
                                        Cost::currency,
                                        Cost::amount,
                                        BigDecimal::add,
                                        TreeMap::new));
        return sums.entrySet().stream()
                .map(sum ->
                        new CostView(
                                sum.getKey(),
                                sum.getValue().toPlainString(),
                                sum.getValue()
                                        .divide(
                                                BigDecimal.valueOf(done.size()),
                                                6,
                                                RoundingMode.HALF_UP)
                                        .toPlainString()))
                .toList();
    }

    private static List<FailureView> failures(List<Pair.Side> sides) {
        var counts = new TreeMap<String, Integer>();
        for (Pair.Side side : sides) {
            if (side.outcome() instanceof StageOutcome.Failed(var error)) {
                counts.merge(error.type(), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .map(entry -> new FailureView(entry.getKey(), entry.getValue()))
                .toList();
    }
}
