/**
 * What Darkroom needs its Kafka cluster to be, in one place: applied by set-up, checked at start.
 */
@NullMarked
package io.darkroom.broker;

import org.jspecify.annotations.NullMarked;
