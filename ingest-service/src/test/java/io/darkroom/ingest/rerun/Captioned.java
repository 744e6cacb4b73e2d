package io.darkroom.ingest.rerun;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Cost;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome.Succeeded;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.StageStatus;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Published assets whose one stage is the caption, which a model and a prompt of theirs wrote. */
@ApplicationScoped
class Captioned {
    private final Assets assets;

    Captioned(Assets assets) {
        this.assets = assets;
    }

    UUID asset(String model, String promptVersion) {
        UUID id = assets.upload("{\"stages\": [\"caption\"]}");
        Wire.send(Reports.finished(id, Stage.CAPTION, 1, caption(model, promptVersion)));
        assets.await(id, Asset.State.PUBLISHED);
        return id;
    }

    static Succeeded caption(String model, String promptVersion) {
        var source =
                new Source(Source.Kind.MODEL, "openai", model, promptVersion, null, Instant.EPOCH);
        var caption = new Caption("en", "A table", null, false, source);
        return new Succeeded(
                new StageResult.Captioned(List.of(caption)),
                List.of(),
                "openai",
                model,
                new Cost("USD", new BigDecimal("0.0042"), 800L, 60L),
                List.of());
    }

    StageStatus.Status status(UUID id) {
        return assets.record(id).stages().getFirst().status();
    }
}
