package io.darkroom.captioning.model;

import io.darkroom.contracts.KeptAnswers;
import io.darkroom.contracts.ObjectRef;

/**
 * Where an answer is kept: under its tenant and its picture, so that whoever erases a picture finds
 * what was said about it, and then under a hash of everything that was asked.
 */
public record AnswerKey(String tenant, String sha256, String question) {
    ObjectRef object(String bucket) {
        return new ObjectRef(bucket, KeptAnswers.prefix(tenant, sha256) + question + ".json");
    }
}
