package io.darkroom.ingest.intake.bucket;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.ingest.intake.Source;
import io.darkroom.ingest.intake.Sources;
import io.darkroom.ingest.intake.bucket.BucketMetrics.Result;
import io.darkroom.ingest.intake.bucket.BucketObjects.Outcome;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes in what a notification tells of, each of its records for itself. */
@ApplicationScoped
class NotifiedObjects {
    private final Sources sources;
    private final BucketObjects objects;
    private final BucketMetrics metrics;

    NotifiedObjects(Sources sources, BucketObjects objects, BucketMetrics metrics) {
        this.sources = sources;
        this.objects = objects;
        this.metrics = metrics;
    }

    /**
     * Takes them all in. Blocks. An outage ends it, to be repeated from the first: what was taken
     * in by then is known.
     *
     * @throws ProblemException of the first that cannot be accepted, after all others were tried
     */
    void take(List<Notification> notifications) {
        @Nullable ProblemException first = null;
        for (int i = 0; i < notifications.size(); i++) {
            try {
                metrics.notified(take(notifications.get(i)));
            } catch (ProblemException e) {
                metrics.notified(Result.REFUSED);
                first = first == null ? placed(e, i) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private Result take(Notification notification) {
        if (!notification.created()) {
            return Result.IGNORED;
        }
        Result result = Result.UNWATCHED;
        for (String key : notification.keys()) {
            if (BucketObjects.isFolder(key)) {
                return Result.IGNORED;
            }
            var ref = new ObjectRef(notification.bucket(), key);
            Optional<Source> source = sources.of(ref).filter(Source::watched);
            if (source.isPresent()) {
                Outcome outcome =
                        objects.take(
                                source.get(), ref, notification.version(), notification.eTag());
                if (outcome != Outcome.GONE) {
                    return Result.valueOf(outcome.name());
                }
                result = Result.GONE;
            }
        }
        return result;
    }

    /** Which of the records it was, for whoever reads the dead letter. */
    private static ProblemException placed(ProblemException e, int index) {
        Problem problem = e.problem();
        String detail = String.valueOf(problem.detail());
        return new ProblemException(
                problem.errors().isEmpty()
                        ? problem.with(List.of(Problem.Place.at("/Records/" + index, detail)))
                        : problem,
                e);
    }
}
