package io.darkroom.ingest.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Stage;
import io.darkroom.ingest.AssetSeeds;
import io.darkroom.ingest.support.Database;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class OwedWorkTest {
    @Inject OwedWork work;
    @Inject AssetSeeds seeds;
    @Inject MeterRegistry registry;

    @Test
    void whatWaitsIsOwedAndWhatAStagePutOffIsNot() {
        double before = owed();

        var asset = seeds.enriching("owed");
        assertThat(owed()).isEqualTo(before + 1);

        Database.execute(
                "update ingest.asset_stage set outcome = '{}', due_at = now() + interval '1 hour'"
                        + " where asset_id = '%s'".formatted(asset));
        assertThat(owed()).isEqualTo(before);
        Database.execute("delete from ingest.asset where id = '%s'".formatted(asset));
    }

    private double owed() {
        work.measure();
        return registry.get("darkroom.stage.owed").tag("stage", Stage.CAPTION.id()).gauge().value();
    }
}
