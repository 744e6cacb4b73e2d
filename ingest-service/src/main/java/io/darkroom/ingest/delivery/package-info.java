/**
 * Ways out for bytes. They fail closed: what is not published goes to reviewers and administrators
 * only.
 */
@NullMarked
package io.darkroom.ingest.delivery;

import org.jspecify.annotations.NullMarked;
