/** What stands behind {@code ./darkroom up}: servers, services, their health and their end. */
@NullMarked
package io.darkroom.local.supervisor;

import org.jspecify.annotations.NullMarked;
