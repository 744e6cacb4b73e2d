/** The audit trail of the whole tenant: exported, and verified link by link. */
@NullMarked
package io.darkroom.moderation.audit;

import org.jspecify.annotations.NullMarked;
