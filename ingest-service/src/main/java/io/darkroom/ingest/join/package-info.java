/** Outcomes of stages and verdicts of reviewers, applied to the record one transaction each. */
@NullMarked
package io.darkroom.ingest.join;

import org.jspecify.annotations.NullMarked;
