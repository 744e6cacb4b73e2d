/** Taking in what lies at a URL. */
@NullMarked
package io.darkroom.ingest.intake.url;

import org.jspecify.annotations.NullMarked;
