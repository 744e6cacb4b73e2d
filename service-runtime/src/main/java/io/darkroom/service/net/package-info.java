/** Requests to addresses that somebody else named: which may be sent at all. */
@NullMarked
package io.darkroom.service.net;

import org.jspecify.annotations.NullMarked;
