#!/bin/bash
# Tries Darkroom's images and compose file for real: builds all, starts all, sends a picture through, scales
# one stage to three, kills one of the three while it works, sees everything published, takes all down.
#
#   deploy/images/try.sh                 0: all of it worked; 1: something did not
#                                        77: not tried, since there is no Docker engine or no compose
#   deploy/images/try.sh --stand-ins     without asking a registry for the images below ours
#   deploy/images/try.sh --observed      the profile observed too: Prometheus finds every container, and answers
#                                        each query of the dashboards
#   deploy/images/try.sh --keep          leaves all running at the end
#
# With BUILT=1 it takes what Maven built as it is, with BUILT=images the images darkroom-try/… too. Stand-ins are kept from one run to the next; remove them with
# docker image rm to have them made anew.
#
# Where no image can be pulled it makes stand-ins for those of others: standin/README.md says what that proves.
set -euo pipefail
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname "$(dirname "$here")")
work=$root/deploy/images/target
stand_ins=false observed=false keep=false
for argument in "$@"; do
  case $argument in
    --stand-ins) stand_ins=true ;;
    --observed) observed=true ;;
    --keep) keep=true ;;
    *) echo "try.sh: $argument is not understood" >&2; exit 2 ;;
  esac
done

say() { echo "try.sh: $*"; }
fail() { echo "try.sh: FAILED: $*" >&2; exit 1; }
skip() { echo "try.sh: NOT TRIED: $*" >&2; exit 77; }

command -v docker >/dev/null || skip "there is no docker command"
timeout 20 docker info >/dev/null 2>&1 || skip "no Docker engine answers (docker info)"
if docker compose version >/dev/null 2>&1; then compose=(docker compose)
elif command -v docker-compose >/dev/null; then compose=(docker-compose)
else skip "there is neither docker compose nor docker-compose"; fi
command -v curl >/dev/null || skip "there is no curl"

jdk=$("$root/darkroom" jdk)
mkdir -p "$work"

pullable() { timeout 60 docker pull -q eclipse-temurin:25-jre >/dev/null 2>&1; }
has() { docker image inspect "$1" >/dev/null 2>&1; }

# Debian with the packages named, as an image.
debian() {
  local name=$1; shift
  has "$name" && return
  command -v mmdebstrap >/dev/null || skip "no image can be pulled, and mmdebstrap, which makes stand-ins, is missing"
  mmdebstrap -q --variant=minbase --include="$(IFS=,; echo "$*")" bookworm "$work/debian.tar"
  docker import "$work/debian.tar" "$name" >/dev/null
  rm "$work/debian.tar"
}

# A stand-in out of its folder here and what a function puts into its context.
stand_in() {
  local name=$1 fill=$2 context=$work/context-$1
  has "darkroom-standin/$name" && return
  rm -rf "$context"; mkdir -p "$context"
  "$fill" "$context"
  docker build -q -f "$here/standin/$name.Dockerfile" -t "darkroom-standin/$name" "$context" >/dev/null
  rm -rf "$context"
  say "made darkroom-standin/$name, a stand-in"
}

java_context() {
  "$jdk/bin/jlink" --add-modules java.se,jdk.charsets,jdk.compiler,jdk.crypto.cryptoki,jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.nio.mapmode,jdk.security.auth,jdk.security.jgss,jdk.unsupported,jdk.xml.dom,jdk.zipfs \
    --no-header-files --no-man-pages --output "$1/jre"
}
# The same jars as ./darkroom up runs Kafka and S3Proxy from.
jars() {
  mkdir -p "$1/lib"
  tr ':' '\n' <"$root/deploy/local/target/runtime.classpath" | grep '\.jar$' | xargs -I{} cp {} "$1/lib/"
}
kafka_context() { jars "$1"; cp "$here/standin/kafka-run" "$1/"; }
s3_context() { jars "$1"; cp "$here/standin/StandInS3.java" "$1/"; }
postgres_context() { cp "$here/standin/postgres-run" "$1/"; }
prometheus_context() { :; }

make_stand_ins() {
  debian darkroom-standin/debian ca-certificates bash
  debian darkroom-standin/postgres-packages ca-certificates postgresql-15
  stand_in java java_context
  stand_in kafka kafka_context
  stand_in s3 s3_context
  stand_in postgres postgres_context
  $observed || return 0
  debian darkroom-standin/prometheus-packages ca-certificates prometheus
  stand_in prometheus prometheus_context
}

if ! $stand_ins && pullable; then
  say "the images of others come from a registry"
  observers=(prometheus grafana otel-collector)
else
  say "no image is pulled: Kafka, PostgreSQL, S3 and the Java base are STAND-INS (standin/README.md)"
  make_stand_ins
  export BASE=darkroom-standin/java KAFKA_IMAGE=darkroom-standin/kafka \
    POSTGRES_IMAGE=darkroom-standin/postgres S3_IMAGE=darkroom-standin/s3 PROMETHEUS_IMAGE=darkroom-standin/prometheus
  # Debian has neither Grafana nor the collector.
  observers=(prometheus)
fi
export DARKROOM_IMAGES=darkroom-try DARKROOM_TAG=try INGEST_PORT=${INGEST_PORT:-28080} MODERATION_PORT=${MODERATION_PORT:-28081} S3_PORT=${S3_PORT:-29000} \
  PROMETHEUS_PORT=${PROMETHEUS_PORT:-29090} GRAFANA_PORT=${GRAFANA_PORT:-23000}
[ "${BUILT:-}" = images ] || "$here/build.sh" try

up() { "${compose[@]}" -p darkroom-try -f "$root/deploy/compose/compose.yaml" "$@"; }
# With the profile: without it compose leaves what belongs to it running.
down() { up --profile observed down -v --remove-orphans; }
end() {
  code=$?
  trap - EXIT INT TERM
  if [ $code != 0 ]; then
    up ps || true
    up logs --tail=60 >"$work/try.log" 2>&1 || true
    say "the containers' last lines are in $work/try.log"
  fi
  $keep || down >/dev/null 2>&1 || true
  exit $code
}
trap end EXIT INT TERM

containers() { docker ps -q -f label=com.docker.compose.project=darkroom-try -f "label=com.docker.compose.service=$1"; }
# The health of every container of a service, each on a line.
health() { containers "$1" | xargs -r docker inspect -f '{{.State.Health.Status}}'; }

# Waits until a command says so: await <seconds> <what> <command…>
await() {
  local seconds=$1 what=$2 end=$((SECONDS + $1)); shift 2
  until "$@"; do
    [ $SECONDS -lt $end ] || fail "$what took longer than $seconds s"
    sleep 1
  done
}
healthy() { [ "$(health "$1" | grep -c '^healthy$')" = "$2" ]; }

say "starting"
up up -d
for service in ingest moderation caption auto-tag smart-crop outpaint; do
  await 240 "the start of $service" healthy "$service" 1
done
say "all six services are healthy"

api=http://127.0.0.1:$INGEST_PORT/v1
key=darkroom
cat >"$work/Draw.java" <<'JAVA'
void main(String[] arguments) throws Exception {
    for (int number = 0; number < Integer.parseInt(arguments[1]); number++) {
        var image = new java.awt.image.BufferedImage(1200, 800, java.awt.image.BufferedImage.TYPE_INT_RGB);
        var random = new java.util.Random(number);
        var pen = image.createGraphics();
        for (int shape = 0; shape < 60; shape++) {
            pen.setColor(new java.awt.Color(random.nextInt(1 << 24)));
            pen.fillOval(random.nextInt(1200), random.nextInt(800), random.nextInt(300), random.nextInt(300));
        }
        javax.imageio.ImageIO.write(image, "jpg", new java.io.File(arguments[0], number + ".jpg"));
    }
}
JAVA
mkdir -p "$work/pictures"
"$jdk/bin/java" -Djava.awt.headless=true "$work/Draw.java" "$work/pictures" 25

upload() {
  curl -sS --fail-with-body -H "Authorization: Bearer $key" -F "file=@$1" "$api/assets" |
    sed -n 's/.*"id" *: *"\([0-9a-f-]\{36\}\)".*/\1/p' | head -n 1
}
is_published() {
  curl -sS -H "Authorization: Bearer $key" "$api/assets/$1" | grep -q '"state" *: *"PUBLISHED"'
}

first=$(upload "$work/pictures/0.jpg")
[ -n "$first" ] || fail "the upload was not answered with an id"
await 120 "publishing the first picture" is_published "$first"
say "asset $first is published"

say "scaling caption to 3"
up up -d --no-recreate --scale caption=3
await 180 "the start of three captions" healthy caption 3

ids=()
for number in $(seq 1 24); do
  ids+=("$(upload "$work/pictures/$number.jpg")")
  if [ "$number" = 8 ]; then
    victim=$(containers caption | head -n 1)
    docker kill -s KILL "$victim" >/dev/null
    say "killed one of the three ($victim) while pictures come in"
  fi
done
for id in "${ids[@]}"; do
  [ -n "$id" ] || fail "an upload was not answered with an id"
  await 180 "publishing $id" is_published "$id"
done
say "all ${#ids[@]} pictures are published"

# What Prometheus answers to a query, as JSON.
ask() { curl -sS --data-urlencode "query=$1" "http://127.0.0.1:$PROMETHEUS_PORT/api/v1/query"; }
sees() { ask 'sum(up{job="darkroom"})' | grep -q "\"$1\"\\]"; }

observe() {
  say "starting ${observers[*]}"
  up --profile observed up -d --no-deps "${observers[@]}"
  local running=0 service query answer asked=0 valued=0
  for service in ingest moderation caption auto-tag smart-crop outpaint; do
    running=$((running + $(containers "$service" | wc -l)))
  done
  await 90 "Prometheus' finding of all $running containers" sees "$running"
  say "Prometheus reads all $running containers"
  while IFS= read -r query; do
    answer=$(ask "$query")
    case $answer in *'"status":"success"'*) ;; *) fail "Prometheus does not answer $query: $answer" ;; esac
    asked=$((asked + 1))
    case $answer in *'"result":[]'*) ;; *) valued=$((valued + 1)) ;; esac
  done < <(sed -n 's/^ *"expr": "\(.*\)",\{0,1\}$/\1/p' "$root"/deploy/observability/grafana/dashboards/*.json |
    sed 's/\\"/"/g; s/\$stage/caption/g')
  [ "$valued" -gt 0 ] || fail "none of the $asked queries of the dashboards has a value"
  say "Prometheus answers all $asked queries of the dashboards; $valued have values now"
}
if $observed; then observe; fi

$keep && { say "left running: http://127.0.0.1:$INGEST_PORT, key $key"; exit 0; }
say "taking down"
down
say "all of it worked"
