package io.darkroom.stage;

/** How a stage reads its topic. */
enum Subscription {
    /** A share group (KIP-932): acknowledged record by record, more instances than partitions. */
    SHARE,
    /** A consumer group, for clusters older than 4.2. */
    CLASSIC
}
