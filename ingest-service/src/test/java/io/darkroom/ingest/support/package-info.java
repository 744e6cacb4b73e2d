/**
 * What the tests of this service share: drawn pictures, stand-ins for other services, and looks
 * into Kafka and the database.
 */
@NullMarked
package io.darkroom.ingest.support;

import org.jspecify.annotations.NullMarked;
