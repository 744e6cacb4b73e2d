/** Questions that are asked in SQL. */
@NullMarked
package io.darkroom.service.sql;

import org.jspecify.annotations.NullMarked;
