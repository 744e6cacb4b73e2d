package io.darkroom.ingest.deadletter;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a replay comes to.
 *
 * @param dryRun nothing was sent
 * @param matching how many letters are sent, or would be
 */
@Schema(name = "DeadLetterReplay", description = "What a replay comes to.")
public record ReplayView(boolean dryRun, long matching) {}
