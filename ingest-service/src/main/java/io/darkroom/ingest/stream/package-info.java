/** What happens to an asset, told as it happens (server-sent events). */
@NullMarked
package io.darkroom.ingest.stream;

import org.jspecify.annotations.NullMarked;
