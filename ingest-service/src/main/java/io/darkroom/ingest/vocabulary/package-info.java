/** Vocabularies: closed lists of labels that tags are chosen from, by name and version. */
@NullMarked
package io.darkroom.ingest.vocabulary;

import org.jspecify.annotations.NullMarked;
