/**
 * What the services' tests hold their OpenAPI documents to: rules of the document itself, examples
 * that run, and endpoints that are closed to whoever may not. All of it reads the document, so a
 * new endpoint is walked without anybody naming it here.
 */
@NullMarked
package io.darkroom.api.testing;

import org.jspecify.annotations.NullMarked;
