/** What the services' Quarkus tests share; needs quarkus-junit, which they bring. */
@NullMarked
package io.darkroom.local.embedded.quarkus;

import org.jspecify.annotations.NullMarked;
