/**
 * The live page at {@code /}: drop pictures in and watch each stage end. Its script lives in {@code
 * src/main/resources/web} and speaks only the public API.
 */
@NullMarked
package io.darkroom.ingest.live;

import org.jspecify.annotations.NullMarked;
