#!/bin/sh
# Builds Darkroom's images out of what ./darkroom build made.
#
#   deploy/images/build.sh [tag]      DARKROOM_IMAGES  the prefix of their names, darkroom by default
#                                     BASE             the image below them, with a Java 25 and bash
#                                     BUILT=1          what Maven packaged is taken as it is
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
tag=${1:-latest}
prefix=${DARKROOM_IMAGES:-darkroom}
base=${BASE:-eclipse-temurin:25-jre}

# Quarkus's own class loader cannot use the archive of Java 25; its aot-jar has an ordinary class path, which can.
if [ "${BUILT:-}" != 1 ]; then
  JAVA_HOME=$("$root/darkroom" jdk)
  export JAVA_HOME
  (cd "$root" && mvn -B -ntp -q -Dmaven.test.skip=true -Dquarkus.package.jar.type=aot-jar package)
fi

for service in ingest-service moderation-service caption-service transform-service; do
  app=$root/$service/target/quarkus-app
  [ -f "$app/quarkus-run.jar" ] || { echo "build.sh: $app is missing; ./darkroom build makes it" >&2; exit 1; }
  echo "build.sh: $prefix/$service:$tag"
  docker build -q -f "$root/deploy/images/Dockerfile" --build-arg BASE="$base" --build-arg SERVICE="$service" \
    -t "$prefix/$service:$tag" "$app"
done
app=$root/deploy/setup/target/setup-app
[ -f "$app/setup.jar" ] || { echo "build.sh: $app is missing; ./darkroom build makes it" >&2; exit 1; }
echo "build.sh: $prefix/setup:$tag"
docker build -q -f "$root/deploy/images/setup.Dockerfile" --build-arg BASE="$base" -t "$prefix/setup:$tag" "$app"
