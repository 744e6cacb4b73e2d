/**
 * What every stage shares: the worker, the port that a stage implements ({@link
 * io.darkroom.stage.StageWork}) and the failure types.
 *
 * <p>A service writes one {@code @ApplicationScoped} bean for each stage that implements {@code
 * StageWork}, and nothing else: no listener, no channel, no messaging configuration. At startup the
 * runtime finds these beans, takes those named in {@code darkroom.stages} (all of them by default)
 * and reads {@code darkroom.asset.uploaded.v1} for each.
 *
 * <p>It drives Kafka's own consumers and not a Reactive Messaging channel, because the connector
 * (4.36) hands a record out a second time after it renewed the record's lock, polls again only
 * after a back-off of up to seconds, and sends acknowledgements with the next poll.
 */
@NullMarked
package io.darkroom.stage;

import org.jspecify.annotations.NullMarked;
