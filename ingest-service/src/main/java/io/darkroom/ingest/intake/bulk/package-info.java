/** Imports: everything under a prefix of a bucket becomes assets, on the bulk lane. */
@NullMarked
package io.darkroom.ingest.intake.bulk;

import org.jspecify.annotations.NullMarked;
