/** Pages of docs/ that the services' tests are held against. */
@NullMarked
package io.darkroom.local.docs;

import org.jspecify.annotations.NullMarked;
