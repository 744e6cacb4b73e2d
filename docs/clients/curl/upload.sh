#!/bin/sh
# Uploads a picture, follows it until it is published, and saves a small version of it.
#
#   DARKROOM_URL=http://localhost:8080 DARKROOM_KEY=… ./upload.sh table.jpg
#
# Needs curl and jq. The key needs the roles uploader and reader.
set -eu

picture=$1
url=${DARKROOM_URL:-http://localhost:8080}
request=${DARKROOM_REQUEST:-'{"caption": {"languages": ["en"]}}'}

call() {
  curl --silent --show-error --fail-with-body --header "Authorization: Bearer $DARKROOM_KEY" "$@"
}

# The type of a part is found by content; its name is only shown.
id=$(call --form "file=@$picture" --form-string "request=$request" "$url/v1/assets" | jq -r .id)
echo "uploaded $id"

# Server-sent events: one for each stage that ends, and 'end' at a final state.
call --no-buffer --max-time 120 "$url/v1/assets/$id/events" | while IFS= read -r line; do
  case $line in
    "event: end" | "event:end") break ;;
    "event:"*) echo "${line#event:}" ;;
  esac
done || true

asset=$(call "$url/v1/assets/$id")
echo "state $(echo "$asset" | jq -r .state)"
echo "alt $(echo "$asset" | jq -r '.captions[0].alt')"

# The redirect leads to the object store. curl sends it no key: it is another host, and needs none.
call --location --output "$id.jpg" "$url/v1/assets/$id/variants/original?width=320"
echo "saved $id.jpg"

# What a page needs: an <img> with its text, or a schema.org ImageObject.
call --header "Accept: text/html" "$url/v1/assets/$id/embed"
call --header "Accept: application/ld+json" "$url/v1/assets/$id/embed"
echo
