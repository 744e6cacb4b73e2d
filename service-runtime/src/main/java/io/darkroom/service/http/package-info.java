/** What requests say beside their bodies: preconditions. */
@NullMarked
package io.darkroom.service.http;

import org.jspecify.annotations.NullMarked;
