/**
 * The object store port and its providers: S3 through the MinIO SDK, and one in memory for tests. A
 * Quarkus service that has this jar on its path injects {@link io.darkroom.storage.ObjectStore},
 * set up from {@code darkroom.s3.*}.
 */
@NullMarked
package io.darkroom.storage;

import org.jspecify.annotations.NullMarked;
