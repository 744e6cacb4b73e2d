package io.darkroom.ingest.operations;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import io.darkroom.contracts.StageInstance.Load;
import io.darkroom.ingest.backlog.Backlogs;
import io.darkroom.ingest.deadletter.DeadLetterQuery;
import io.darkroom.ingest.operations.StageInstances.Seen;
import io.darkroom.ingest.operations.StageView.CanaryShare;
import io.darkroom.ingest.operations.StageView.InstanceView;
import io.darkroom.ingest.operations.StageView.WordView;
import io.darkroom.ingest.steering.Steering;
import io.darkroom.service.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How the stages stand: what is owed by the database, what is done by the instances' own word. What
 * was found is told to everybody who asks within a second, however many pages look.
 */
@ApplicationScoped
public class StageBoard {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Transactions transactions;
    private final Backlogs backlogs;
    private final Steering steering;
    private final StageInstances instances;
    private final DeadLetterQuery deadLetters;
    private StageView.@Nullable All latest;

    StageBoard(
            Transactions transactions,
            Backlogs backlogs,
            Steering steering,
            StageInstances instances,
            DeadLetterQuery deadLetters) {
        this.transactions = transactions;
        this.backlogs = backlogs;
        this.steering = steering;
        this.instances = instances;
        this.deadLetters = deadLetters;
    }

    /** Every stage. Blocks. */
    synchronized StageView.All all() {
        StageView.All known = latest;
        Instant now = Instant.now();
        if (known == null || known.at().isBefore(now.minus(FRESH))) {
            known = look(now);
            latest = known;
        }
        return known;
    }

    /** The next who asks is to see what was just said. */
    public synchronized void changed() {
        latest = null;
    }

    private StageView.All look(Instant now) {
        Map<Stage, StageControl> words = transactions.run(steering::words);
        Map<Stage, Backlogs.Backlog> owed = backlogs.now();
        Map<Stage, Long> dead = deadLetters.owedByStage();
        List<Seen> running = instances.running(now);
        var stages =
                Arrays.stream(Stage.values())
                        .map(stage ->
                                view(
                                        stage,
                                        Optional.ofNullable(words.get(stage)),
                                        owed.getOrDefault(stage, Backlogs.Backlog.NONE),
                                        dead.getOrDefault(stage, 0L),
                                        new Work(stage, running)))
                        .toList();
        return new StageView.All(now, instances.isCurrent(), stages);
    }

    private static StageView view(
            Stage stage, Optional<StageControl> word, Backlogs.Backlog owed, long dead, Work work) {
        return new StageView(
                stage,
                word.map(StageControl::paused).orElse(false),
                word.map(StageBoard::view).orElse(null),
                owed.all(),
                owed.bulk(),
                owed.oldestSeconds(),
                work.sum(Load::inFlight),
                work.sum(Load::waiting),
                work.sum(Load::concurrency),
                work.endedPerSecond(),
                work.errorRate(),
                dead,
                work.obeying(word),
                work.views());
    }

    /** As it is shown. */
    public static WordView view(StageControl word) {
        var canary = word.canary();
        return new WordView(
                word.paused(),
                word.concurrency(),
                word.by(),
                word.reason(),
                word.at(),
                canary == null
                        ? null
                        : new CanaryShare(canary.name(), canary.percent(), canary.since()));
    }

    /** What the instances that run a stage say of it. */
    private static final class Work {
        private record Part(Seen seen, Optional<Load> first, Load last) {
            /** By how much a count went up between the first and the last report. */
            long grown(ToLongFunction<Load> count) {
                long before = first.map(count::applyAsLong).orElse(0L);
                return Math.max(0, count.applyAsLong(last) - before);
            }

            /** How long that took; never nothing. */
            double seconds() {
                long millis = Duration.between(seen.first().at(), seen.last().at()).toMillis();
                return Math.max(1, millis / 1000.0);
            }
        }

        private final List<Part> parts;

        Work(Stage stage, List<Seen> running) {
            this.parts =
                    running.stream()
                            .filter(seen -> seen.last().canary() == null)
                            .flatMap(seen ->
                                    load(stage, seen.last().stages()).stream()
                                            .map(last ->
                                                    new Part(
                                                            seen,
                                                            load(stage, seen.first().stages()),
                                                            last)))
                            .toList();
        }

        private static Optional<Load> load(Stage stage, List<Load> loads) {
            return loads.stream().filter(load -> load.stage() == stage).findFirst();
        }

        long sum(ToLongFunction<Load> of) {
            return parts.stream().map(Part::last).mapToLong(of).sum();
        }

        double endedPerSecond() {
            return parts.stream()
                    .mapToDouble(part -> part.grown(Load::ended) / part.seconds())
                    .sum();
        }

        @Nullable Double errorRate() {
            long ended = parts.stream().mapToLong(part -> part.grown(Load::ended)).sum();
            long failed = parts.stream().mapToLong(part -> part.grown(Load::failed)).sum();
            return ended == 0 ? null : Math.min(1, failed / (double) ended);
        }

        int obeying(Optional<StageControl> word) {
            return (int) parts.stream().map(Part::last).filter(load -> obeys(load, word)).count();
        }

        private static boolean obeys(Load load, Optional<StageControl> word) {
            return word.isEmpty()
                    || (word.get().at().equals(load.controlledAt())
                            && word.get().paused() == load.paused());
        }

        List<InstanceView> views() {
            return parts.stream()
                    .map(part ->
                            new InstanceView(
                                    part.seen.last().instance(),
                                    part.seen.last().startedAt(),
                                    part.seen.last().at(),
                                    part.last.paused(),
                                    part.last.concurrency(),
                                    part.last.inFlight(),
                                    part.last.waiting(),
                                    part.last.problem()))
                    .sorted(Comparator.comparing(InstanceView::instance))
                    .toList();
        }
    }
}
