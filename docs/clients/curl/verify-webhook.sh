#!/bin/sh
# Says whether a webhook's message is Darkroom's: Standard Webhooks 1.0, with openssl.
#
#   ./verify-webhook.sh "$secret" "$webhook_id" "$webhook_timestamp" "$webhook_signature" <body
#
# The last three are the headers of the same names. Exits 0 where the message is genuine and no more
# than five minutes old. The body must be as it came, to the byte.
set -eu

secret=$1 id=$2 timestamp=$3 signatures=$4

age=$(($(date +%s) - timestamp))
if [ "${age#-}" -gt 300 ]; then
  echo "too old" >&2
  exit 1
fi

key=$(printf %s "${secret#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
expected=$({ printf '%s.%s.' "$id" "$timestamp"; cat; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)

# While a secret is changed over, the header holds a signature of each.
for signature in $signatures; do
  if [ "$signature" = "v1,$expected" ]; then
    echo "genuine"
    exit 0
  fi
done
echo "not genuine" >&2
exit 1
