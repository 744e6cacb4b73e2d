/** Plain SQL for what no entity maps. */
@NullMarked
package io.darkroom.ingest.sql;

import org.jspecify.annotations.NullMarked;
