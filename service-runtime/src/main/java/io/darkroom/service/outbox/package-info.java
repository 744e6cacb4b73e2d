/**
 * The transactional outbox: events are written with the state they tell of and sent afterwards, in
 * order.
 */
@NullMarked
package io.darkroom.service.outbox;

import org.jspecify.annotations.NullMarked;
