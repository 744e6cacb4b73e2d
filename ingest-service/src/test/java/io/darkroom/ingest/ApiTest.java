package io.darkroom.ingest;

import io.darkroom.api.testing.ApiPromises;
import io.darkroom.api.testing.RoleKeys;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** What every endpoint of this service promises; {@link ExampleWorld} makes what it speaks of. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
@QuarkusTestResource(RoleKeys.class)
class ApiTest extends ApiPromises {}
