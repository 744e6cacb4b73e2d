/** Reading events from Kafka, and setting aside those that cannot be read. */
@NullMarked
package io.darkroom.service.events;

import org.jspecify.annotations.NullMarked;
