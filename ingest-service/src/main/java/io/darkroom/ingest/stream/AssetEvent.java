package io.darkroom.ingest.stream;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.StageStatus;

/** One thing that a stream tells. */
sealed interface AssetEvent {
    /** The event's name in the stream. */
    String name();

    /** A stage ended, or began again. */
    record StageChanged(StageStatus stage) implements AssetEvent {
        @Override
        public String name() {
            return "stage";
        }
    }

    /** The asset as it stands now. */
    record Changed(Asset asset) implements AssetEvent {
        @Override
        public String name() {
            return "asset";
        }
    }

    /** The asset reached a final state, or is no longer the client's to see; nothing follows. */
    record Ended() implements AssetEvent {
        @Override
        public String name() {
            return "end";
        }
    }

    /** Nothing happened; the line is still open. */
    record StillHere() implements AssetEvent {
        @Override
        public String name() {
            return "";
        }
    }

    /** Follows the last event and is not told: whoever reads it closes the stream. */
    record Closed() implements AssetEvent {
        @Override
        public String name() {
            return "";
        }
    }
}
