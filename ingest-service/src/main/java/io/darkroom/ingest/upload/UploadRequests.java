package io.darkroom.ingest.upload;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.contracts.instruction.InstructionRules;
import io.darkroom.ingest.preset.PresetRules;
import io.darkroom.ingest.preset.Presets;
import io.darkroom.ingest.vocabulary.Vocabularies;
import io.darkroom.service.problem.ProblemException;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What uploads ask for, by whichever way they come: read, checked, and filled in. Made when the
 * service starts, so that a wrong file of rules stops it there and says so.
 */
@Startup
@ApplicationScoped
public class UploadRequests implements PresetRules {
    private final RequestParser parser;
    private final Instance<Presets> presets; // which ask back for the rules
    private final Vocabularies vocabularies;

    UploadRequests(
            UploadConfig config,
            @ConfigProperty(name = "darkroom.instruction-rules") Optional<Path> rules,
            Instance<Presets> presets,
            Vocabularies vocabularies) {
        this.parser =
                new RequestParser(
                        new RequestLimits(
                                Math.toIntExact(config.maxMetadataBytes().asLongValue()),
                                config.maxRatios(),
                                config.maxLanguages()),
                        InstructionRules.of(rules));
        this.presets = presets;
        this.vocabularies = vocabularies;
    }

    /**
     * The JSON in these bytes, in which no name stands twice.
     *
     * @param what the bytes are, for the problem
     * @throws ProblemException {@code request-malformed}
     */
    public JsonNode read(byte[] json, String what) {
        return RequestJson.read(json, what);
    }

    /**
     * The effective request: what was asked, over the preset that it names, over the defaults.
     * Blocks.
     *
     * @param administrator whether the uploader may have a review skipped
     * @throws ProblemException 422 with everything that is wrong; 403 for what needs an
     *     administrator
     */
    public UploadRequest effective(String tenant, JsonNode asked, boolean administrator) {
        return parser.parse(asked, new TenantNames(tenant), administrator);
    }

    @Override
    public void check(String tenant, JsonNode request, boolean administrator) {
        parser.checkDefaults(request, new TenantNames(tenant), administrator);
    }

    private final class TenantNames implements KnownNames {
        private final String tenant;

        TenantNames(String tenant) {
            this.tenant = tenant;
        }

        @Override
        public Optional<PresetDefaults> preset(String name, @Nullable Integer version) {
            return presets.get()
                    .find(tenant, name, version)
                    .map(found -> new PresetDefaults(found.version(), found.request()));
        }

        @Override
        public Optional<Integer> vocabulary(String name, @Nullable Integer version) {
            return vocabularies.find(tenant, name, version).map(found -> found.version());
        }
    }
}
