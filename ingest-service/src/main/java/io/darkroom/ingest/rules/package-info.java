/** Which assets a person must look at: rules as data, per tenant and preset, in versions. */
@NullMarked
package io.darkroom.ingest.rules;

import org.jspecify.annotations.NullMarked;
