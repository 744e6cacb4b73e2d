package io.darkroom.ingest.operations;

import io.darkroom.contracts.Stage;
import io.darkroom.ingest.steering.Operators;
import io.darkroom.service.access.Caller;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;

/** The stages, for those who may steer them. */
@ApplicationScoped
public class SteeredStages {
    private final Operators operators;

    SteeredStages(Operators operators) {
        this.operators = operators;
    }

    /**
     * @throws io.darkroom.service.problem.ProblemException {@code forbidden} where the caller does
     *     not run the installation
     */
    public void require(Caller caller) {
        operators.require(caller);
    }

    /**
     * The stage that is meant.
     *
     * @throws io.darkroom.service.problem.ProblemException as {@link #require}, and {@code
     *     stage-unknown}
     */
    public Stage known(StagePath path, Caller caller) {
        require(caller);
        return Stage.find(path.stage)
                .orElseThrow(() -> {
                    String detail =
                            "'%s' is no stage; stages are caption, auto-tag, smart-crop and outpaint"
                                    .formatted(path.stage);
                    return ProblemType.STAGE_UNKNOWN.exception(
                            detail, Problem.Place.of("stage", detail));
                });
    }
}
