#!/bin/sh
# Builds Darkroom's images out of what ./darkroom build made.
#
#   deploy/images/build.sh [tag]      DARKROOM_IMAGES  the prefix of their names, darkroom by default
#                                     BASE             the image below them, with a Java 25 and bash
#                                     BUILT=1          what Maven packaged, with -Psbom, is taken as it is
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
tag=${1:-latest}
prefix=${DARKROOM_IMAGES:-darkroom}
base=${BASE:-eclipse-temurin:25-jre}

if [ "${BUILT:-}" != 1 ]; then
  JAVA_HOME=$("$root/darkroom" jdk)
  export JAVA_HOME
  (cd "$root" && mvn -B -ntp -q -Psbom -Dmaven.test.skip=true package)
fi

# For the training run in each image's build; no image has them.
training=$root/deploy/images/target/training
rm -rf "$training"
mkdir -p "$training"
tr ':' '\n' <"$root/deploy/local/target/runtime.classpath" | while IFS= read -r jar; do cp -p "$jar" "$training/"; done
cp -p "$root"/deploy/local/target/darkroom-local-*.jar "$training/"

for service in ingest-service moderation-service caption-service transform-service; do
  app=$root/$service/target/quarkus-app
  for file in quarkus-run.jar ../bom.json; do
    [ -f "$app/$file" ] || { echo "build.sh: $app/$file is missing; without BUILT=1 this script has Maven make it" >&2; exit 1; }
  done
  echo "build.sh: $prefix/$service:$tag"
  options=java.options
  [ ! -f "$root/deploy/images/$service.options" ] || options="$options $service.options"
  # shellcheck disable=SC2086 # two names
  tar -cf - -C "$root/deploy/images" Dockerfile $options -C target training -C "$app" lib quarkus-run.jar quarkus app -C .. bom.json |
    docker build -q -f Dockerfile --build-arg BASE="$base" --build-arg SERVICE="$service" -t "$prefix/$service:$tag" -
done
app=$root/deploy/setup/target/setup-app
[ -f "$app/setup.jar" ] || { echo "build.sh: $app is missing; ./darkroom build makes it" >&2; exit 1; }
echo "build.sh: $prefix/setup:$tag"
docker build -q -f "$root/deploy/images/setup.Dockerfile" --build-arg BASE="$base" -t "$prefix/setup:$tag" "$app"
