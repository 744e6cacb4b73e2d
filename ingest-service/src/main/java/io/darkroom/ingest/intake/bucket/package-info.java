/** Taking in what is put into a watched bucket, whether a notification tells of it or not. */
@NullMarked
package io.darkroom.ingest.intake.bucket;

import org.jspecify.annotations.NullMarked;
