/** {@code ./darkroom import}: has a running Darkroom take in what lies in a bucket. */
@NullMarked
package io.darkroom.local.bulk;

import org.jspecify.annotations.NullMarked;
