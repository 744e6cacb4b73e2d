package io.darkroom.ingest.backlog;

import io.darkroom.broker.ShareGroup;
import io.darkroom.contracts.Stage;
import io.darkroom.ingest.asset.Lane;
import java.util.Arrays;
import java.util.List;

/** On which work goes out to a stage. */
record Way(Stage stage, Lane lane) {
    static List<Way> all() {
        return Arrays.stream(Stage.values())
                .flatMap(stage -> Arrays.stream(Lane.values()).map(lane -> new Way(stage, lane)))
                .toList();
    }

    /** The share group that reads it. */
    String group() {
        return lane == Lane.BULK ? ShareGroup.bulkName(stage) : ShareGroup.name(stage);
    }
}
