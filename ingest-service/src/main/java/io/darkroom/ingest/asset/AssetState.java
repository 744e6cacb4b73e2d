package io.darkroom.ingest.asset;

import io.darkroom.contracts.Asset.State;

/**
 * Where an asset stands. A transition is a method of the state that it leaves, so that one that is
 * not allowed does not compile; every transition raises the revision by one.
 */
public sealed interface AssetState {
    /** The revision that this state belongs to. */
    long revision();

    /** The state as the record names it. */
    State name();

    /** The state that these two columns hold. */
    static AssetState of(State name, long revision) {
        return switch (name) {
            case ENRICHING -> new Enriching(revision);
            case IN_REVIEW -> new InReview(revision);
            case PUBLISHED -> new Published(revision);
            case REJECTED -> new Rejected(revision);
            case FAILED -> new Failed(revision);
            case WITHDRAWN -> new Withdrawn(revision);
            case ERASED -> new Erased(revision);
        };
    }

    /** A state in which there is something to erase. */
    sealed interface Erasable extends AssetState {
        /** Bytes and record go. */
        Erased erase();
    }

    /** A state whose record a stage's outcome may still change. */
    sealed interface Open extends Erasable {
        /** The record changed, the state did not. */
        Open changed();
    }

    /** A state from which the join decides where the asset goes. */
    sealed interface Undecided extends Open {
        /** A person must look. */
        default InReview askPerson() {
            return new InReview(revision() + 1);
        }

        @Override
        Undecided changed();
    }

    /** Stages are at work, or held back after a failure. */
    record Enriching(long revision) implements Undecided {
        @Override
        public State name() {
            return State.ENRICHING;
        }

        @Override
        public Enriching changed() {
            return new Enriching(revision + 1);
        }

        public Published publish() {
            return new Published(revision + 1);
        }

        /** Nothing can decode the original. */
        public Failed fail() {
            return new Failed(revision + 1);
        }

        @Override
        public Erased erase() {
            return new Erased(revision + 1);
        }
    }

    /** A person must look; what they look at is this revision. */
    record InReview(long revision) implements Undecided {
        @Override
        public State name() {
            return State.IN_REVIEW;
        }

        @Override
        public InReview changed() {
            return new InReview(revision + 1);
        }

        public Published approve() {
            return new Published(revision + 1);
        }

        public Rejected reject() {
            return new Rejected(revision + 1);
        }

        @Override
        public Erased erase() {
            return new Erased(revision + 1);
        }
    }

    /** Everybody may have it. */
    record Published(long revision) implements Undecided {
        @Override
        public State name() {
            return State.PUBLISHED;
        }

        /** Published again, with a record that was repaired. */
        @Override
        public Published changed() {
            return new Published(revision + 1);
        }

        public Withdrawn withdraw() {
            return new Withdrawn(revision + 1);
        }

        @Override
        public Erased erase() {
            return new Erased(revision + 1);
        }
    }

    /** A person said no. */
    record Rejected(long revision) implements Open {
        @Override
        public State name() {
            return State.REJECTED;
        }

        @Override
        public Rejected changed() {
            return new Rejected(revision + 1);
        }

        /** Another person overruled the one who said no. */
        public Published approve() {
            return new Published(revision + 1);
        }

        @Override
        public Erased erase() {
            return new Erased(revision + 1);
        }
    }

    /** Taken back after it was published. */
    record Withdrawn(long revision) implements Open {
        @Override
        public State name() {
            return State.WITHDRAWN;
        }

        @Override
        public Withdrawn changed() {
            return new Withdrawn(revision + 1);
        }

        /** A person cleared it again. */
        public Published publish() {
            return new Published(revision + 1);
        }

        @Override
        public Erased erase() {
            return new Erased(revision + 1);
        }
    }

    /** The original itself cannot be used. */
    record Failed(long revision) implements Erasable {
        @Override
        public State name() {
            return State.FAILED;
        }

        /** A stage tries again, after whatever could not decode it was mended. */
        public Enriching reopen() {
            return new Enriching(revision + 1);
        }

        @Override
        public Erased erase() {
            return new Erased(revision + 1);
        }
    }

    /** Bytes and record are gone; only the fact is left. */
    record Erased(long revision) implements AssetState {
        @Override
        public State name() {
            return State.ERASED;
        }
    }
}
