/**
 * The object store port and its providers: S3 through the MinIO SDK, and one in memory for tests.
 */
@NullMarked
package io.darkroom.storage;

import org.jspecify.annotations.NullMarked;
