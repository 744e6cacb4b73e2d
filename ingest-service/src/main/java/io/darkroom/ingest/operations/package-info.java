/** What operators see and do: how stages stand, the words on them, and what is compared at once. */
@NullMarked
package io.darkroom.ingest.operations;

import org.jspecify.annotations.NullMarked;
