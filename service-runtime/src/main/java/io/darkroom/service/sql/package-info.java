/** The way to PostgreSQL: transactions, and what it is asked in its own words. */
@NullMarked
package io.darkroom.service.sql;

import org.jspecify.annotations.NullMarked;
