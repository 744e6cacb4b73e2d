/**
 * Who is calling and what they may do: API keys, roles, tenants, and headers that keep browsers
 * safe.
 */
@NullMarked
package io.darkroom.service.access;

import org.jspecify.annotations.NullMarked;
