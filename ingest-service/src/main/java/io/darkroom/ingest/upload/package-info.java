/** Taking an original in: multipart, checks, storage, and the transaction that begins its asset. */
@NullMarked
package io.darkroom.ingest.upload;

import org.jspecify.annotations.NullMarked;
