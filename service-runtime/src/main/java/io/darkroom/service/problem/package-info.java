/**
 * Errors as RFC 9457 problem details: the types, the answer, and the mapping of every exception
 * onto them.
 */
@NullMarked
package io.darkroom.service.problem;

import org.jspecify.annotations.NullMarked;
