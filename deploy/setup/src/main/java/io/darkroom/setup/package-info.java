/** The one job that makes a cluster fit for Darkroom: topics, share groups, buckets. */
@NullMarked
package io.darkroom.setup;

import org.jspecify.annotations.NullMarked;
