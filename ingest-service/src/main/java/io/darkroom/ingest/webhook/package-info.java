/**
 * Webhooks (Standard Webhooks 1.0): who is told of what, what is owed to whom, and how it is sent.
 */
@NullMarked
package io.darkroom.ingest.webhook;

import org.jspecify.annotations.NullMarked;
