#!/bin/bash
# Makes the archive out of which a built service starts faster (JDK 25; docs/adr/0043):
#
#   train.sh <quarkus-app> <archive> [java options…]
#
# A training run: the service starts without its servers, says that it lives, and ends; Java keeps what it
# loaded meanwhile. The options must be those of the later runs. The archive appears only when it is whole.
set -eu
app=$1 archive=$2
shift 2
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }
# Gives the answer's first line, once all of it was read.
get() {
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
  printf 'GET %s HTTP/1.0\r\n\r\n' "$1" >&3
  head -n 1 <&3
  cat <&3 >/dev/null
  exec 3>&-
}

port=$((20000 + RANDOM % 10000))
while answers; do port=$((port + 1)); done

# Nobody listens on port 1: what the service does without its servers it does at once.
export QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=$port QUARKUS_LOG_LEVEL=ERROR \
  KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:1 \
  DARKROOM_S3_ENDPOINT=http://127.0.0.1:1 DARKROOM_S3_ACCESS_KEY=training DARKROOM_S3_SECRET_KEY=training \
  QUARKUS_DATASOURCE_REACTIVE_URL=postgresql://127.0.0.1:1/training \
  QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:1/training \
  QUARKUS_DATASOURCE_USERNAME=training QUARKUS_DATASOURCE_PASSWORD=training \
  QUARKUS_FLYWAY_MIGRATE_AT_START=false

new=$archive.new.$$
# A process group of its own: the archive is written by a child of the service's process.
set -m
"$java" "@$here/java.options" "$@" -XX:AOTCacheOutput="$new" -jar "$app/quarkus-run.jar" &
training=$!
trap 'kill -KILL -- "-$training" 2>/dev/null || true; rm -f "$new"' EXIT
trap 'exit 143' INT TERM

for ((tries = 0; tries < 600; tries++)); do
  case $(get /q/health/live 2>/dev/null || true) in *' 200 '*) break ;; esac
  kill -0 "$training" 2>/dev/null || { echo "train.sh: the training run of $app ended at once" >&2; exit 1; }
  sleep 0.2
done
(get /q/metrics >/dev/null)
kill -TERM "$training"
wait "$training" || true
[ -s "$new" ] || { echo "train.sh: Java made no archive of $app" >&2; exit 1; }
mv "$new" "$archive"
