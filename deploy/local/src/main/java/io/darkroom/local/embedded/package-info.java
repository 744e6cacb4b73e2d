/** Kafka, PostgreSQL and S3 for one machine: for tests and for {@code ./darkroom up}. */
@NullMarked
package io.darkroom.local.embedded;

import org.jspecify.annotations.NullMarked;
