package io.darkroom.stage;

import io.darkroom.broker.ShareGroup;
import io.darkroom.contracts.Stage;

/** Under which names the stages appear to others. */
final class StageGroups {
    private StageGroups() {}

    /** The share group, {@code <service>.<stage>}. */
    static String group(Stage stage) {
        return ShareGroup.name(stage);
    }

    /**
     * The group for a way of reading. A broker keeps a group's kind, so that a cluster that is
     * switched from one to the other needs two names.
     */
    static String group(Stage stage, Lane lane, Subscription subscription, Canary canary) {
        String group =
                group(stage)
                        + lane.suffix()
                        + canary.name().map(ShareGroup::canarySuffix).orElse("");
        return switch (subscription) {
            case SHARE -> group;
            case CLASSIC -> group + ".classic";
        };
    }

    /** The CloudEvents source. */
    static String source(Stage stage) {
        return "/darkroom/" + ShareGroup.service(stage);
    }
}
