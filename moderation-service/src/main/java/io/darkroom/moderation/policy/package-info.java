/** What the reasons for a review are and how they rank. Pure: no framework. */
@NullMarked
package io.darkroom.moderation.policy;

import org.jspecify.annotations.NullMarked;
