/** Uploads that go to the object store directly, and become assets once they are complete. */
@NullMarked
package io.darkroom.ingest.intake.direct;

import org.jspecify.annotations.NullMarked;
