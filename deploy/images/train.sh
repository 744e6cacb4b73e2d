#!/bin/bash
# Makes the archive out of which a built service starts faster (JDK 25; docs/adr/0043):
#
#   train.sh <quarkus-app> <archive> [java options…]
#
# A training run: the service starts on the servers that its environment names, which are for this alone (WithServers and
# ArchivesMain of deploy/local start them; docs/adr/0058), says that it is ready, and ends. Java keeps what it loaded
# meanwhile. The options must be those of the later runs. The archive appears only when it is whole.
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

export QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=$port QUARKUS_LOG_LEVEL=ERROR

new=$archive.new.$$
# A process group of its own: the archive is written by a child of the service's process.
set -m
"$java" "@$here/java.options" "$@" -XX:AOTCacheOutput="$new" -jar "$app/quarkus-run.jar" &
training=$!
trap 'kill -KILL -- "-$training" 2>/dev/null || true; rm -f "$new"' EXIT
trap 'exit 143' INT TERM

for ((tries = 0; tries < 600; tries++)); do
  case $(get /q/health/ready 2>/dev/null || true) in *' 200 '*) break ;; esac
  kill -0 "$training" 2>/dev/null || { echo "train.sh: the training run of $app ended at once" >&2; exit 1; }
  sleep 0.2
done
(get /q/metrics >/dev/null)
kill -TERM "$training"
wait "$training" || true
[ -s "$new" ] || { echo "train.sh: Java made no archive of $app" >&2; exit 1; }
mv "$new" "$archive"
