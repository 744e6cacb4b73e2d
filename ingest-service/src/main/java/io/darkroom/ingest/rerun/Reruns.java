package io.darkroom.ingest.rerun;

import io.darkroom.contracts.Stage;
import io.darkroom.ingest.asset.Asked;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.Deadlines;
import io.darkroom.ingest.asset.FanOut;
import io.darkroom.ingest.asset.Lane;
import io.darkroom.ingest.asset.StageEntity;
import io.darkroom.ingest.join.Settlement;
import io.darkroom.ingest.query.AssetReader;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Has a stage of an asset run again, from the beginning: its work is done anew, also where the same
 * was done before. What it found before stands until then.
 */
@ApplicationScoped
public class Reruns {
    private final Transactions transactions;
    private final AssetRepository assets;
    private final FanOut fanOut;
    private final Deadlines deadlines;
    private final Settlement settlement;

    Reruns(
            Transactions transactions,
            AssetRepository assets,
            FanOut fanOut,
            Deadlines deadlines,
            Settlement settlement) {
        this.transactions = transactions;
        this.assets = assets;
        this.fanOut = fanOut;
        this.deadlines = deadlines;
        this.settlement = settlement;
    }

    /**
     * Runs one stage again; one that is at work already is left to it.
     *
     * @throws io.darkroom.service.problem.ProblemException (as failure) {@code asset-not-found},
     *     {@code stage-not-planned}
     */
    Uni<AssetRows> one(UUID id, String tenant, Stage stage) {
        return transactions.begin(session ->
                assets.lock(session, id)
                        .map(found -> AssetReader.owned(found, id, tenant))
                        .call(rows -> run(session, rows, planned(rows, stage), Lane.LIVE)));
    }

    /** Runs one of the stages of an asset that this transaction has locked again. */
    Uni<Void> run(Mutiny.Session session, AssetRows rows, StageEntity stage, Lane lane) {
        if (stage.pending()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = Instant.now();
        return begin(session, rows, stage.stage(), lane, now)
                .chain(() -> settlement.reran(session, rows, now));
    }

    /**
     * Sends a planned stage out again, whether or not it is at work, and leaves the record to the
     * caller.
     */
    public Uni<Void> begin(
            Mutiny.Session session, AssetRows rows, Stage stage, Lane lane, Instant now) {
        StageEntity row = planned(rows, stage);
        String asked = Asked.of(stage, rows.asset().requestOfStages());
        row.rerun(asked, now.plus(deadlines.deadline(lane)));
        return fanOut.send(session, rows, List.of(row), lane);
    }

    private static StageEntity planned(AssetRows rows, Stage stage) {
        return rows.stage(stage)
                .orElseThrow(() -> {
                    String detail =
                            "The asset's request has no stage '%s'; upload the picture with it"
                                    .formatted(stage);
                    return ProblemType.STAGE_NOT_PLANNED.exception(
                            detail, Problem.Place.of("stage", detail));
                });
    }
}
