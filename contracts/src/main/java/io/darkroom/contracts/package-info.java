/**
 * What Darkroom's services and their neighbours say to each other: event records, stage names,
 * outcomes, topics and the asset record. No framework; JSON by Jackson.
 */
@NullMarked
package io.darkroom.contracts;

import org.jspecify.annotations.NullMarked;
