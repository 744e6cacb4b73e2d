package io.darkroom.local.supervisor;

import io.darkroom.local.embedded.Servers;
import io.darkroom.local.embedded.ServiceSettings;
import io.darkroom.local.launch.Endpoints;
import java.util.Map;

/** Servers of Darkroom's own, in this process and beside it. */
record EmbeddedBacking(Servers servers) implements Backing {

    @Override
    public Map<String, String> settings() {
        return ServiceSettings.of(servers);
    }

    @Override
    public String kafka() {
        return servers.kafka().bootstrapServers();
    }

    @Override
    public String postgres() {
        return servers.postgres().reactiveUrl() + "?user=postgres&password=postgres";
    }

    @Override
    public Endpoints.S3 s3() {
        var s3 = servers.s3();
        return new Endpoints.S3(s3.endpoint(), s3.accessKey(), s3.secretKey());
    }

    @Override
    public void close() {
        servers.close();
    }
}
