/** What canaries of stages made, held against what the stages made. */
@NullMarked
package io.darkroom.ingest.canary;

import org.jspecify.annotations.NullMarked;
