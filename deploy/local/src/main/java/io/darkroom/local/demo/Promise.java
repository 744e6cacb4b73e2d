package io.darkroom.local.demo;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageStatus;
import java.util.ArrayList;
import java.util.List;

/** What every picture of a demo should end as. */
final class Promise {
    private Promise() {}

    /** What an asset lacks, in words; empty if nothing. */
    static List<String> broken(Asset asset) {
        var broken = new ArrayList<String>();
        String who = asset.fileName() + " (" + asset.id() + ")";
        if (!endedWell(asset)) {
            broken.add(who + " ended as " + asset.state());
        }
        for (StageStatus stage : asset.stages()) {
            if (stage.status() != StageStatus.Status.SUCCEEDED) {
                String why = stage.error() == null ? "" : ": " + stage.error().title();
                broken.add(who + ": " + stage.stage() + " " + stage.status() + why);
            } else if (resultIsMissing(asset, stage.stage())) {
                broken.add(who + ": " + stage.stage() + " succeeded without a result");
            }
        }
        return broken;
    }

    /** Published, or waiting for a person and saying why. */
    private static boolean endedWell(Asset asset) {
        return switch (asset.state()) {
            case PUBLISHED -> true;
            case IN_REVIEW -> asset.review() != null && !asset.review().reasons().isEmpty();
            case ENRICHING, REJECTED, FAILED, WITHDRAWN, ERASED -> false;
        };
    }

    private static boolean resultIsMissing(Asset asset, Stage stage) {
        return switch (stage) {
            case CAPTION -> asset.captions().isEmpty();
            case AUTO_TAG -> asset.tags().isEmpty();
            case SMART_CROP -> asset.crops().isEmpty();
            case OUTPAINT -> asset.outpaint() == null;
        };
    }
}
