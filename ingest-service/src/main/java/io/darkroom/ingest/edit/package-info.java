/** What people write into records, and stages that they have run again. */
@NullMarked
package io.darkroom.ingest.edit;

import org.jspecify.annotations.NullMarked;
