/** {@code ./darkroom audit}: verifies an audit trail without trusting the service that wrote it. */
@NullMarked
package io.darkroom.local.audit;

import org.jspecify.annotations.NullMarked;
