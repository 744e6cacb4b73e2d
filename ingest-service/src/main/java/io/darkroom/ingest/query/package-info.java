/** Reading assets: one, a page of them, and who may see which. */
@NullMarked
package io.darkroom.ingest.query;

import org.jspecify.annotations.NullMarked;
