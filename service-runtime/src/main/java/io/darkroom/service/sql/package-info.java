/** What is asked of PostgreSQL in its own words. */
@NullMarked
package io.darkroom.service.sql;

import org.jspecify.annotations.NullMarked;
