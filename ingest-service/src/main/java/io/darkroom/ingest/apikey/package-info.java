/** API keys that operators create and take back; this service owns them and tells the others. */
@NullMarked
package io.darkroom.ingest.apikey;

import org.jspecify.annotations.NullMarked;
