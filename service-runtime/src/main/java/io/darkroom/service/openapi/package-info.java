/** What the OpenAPI documents of all services have in common, added to each as it is made. */
@NullMarked
package io.darkroom.service.openapi;

import org.jspecify.annotations.NullMarked;
