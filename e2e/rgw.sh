#!/bin/sh
# Starts a Ceph object gateway (RGW) on the loopback interface of a Debian machine, for the tests of
# storage-s3 against a real store. No part of `mvn verify`. As root:
#
#   apt-get install --no-install-recommends radosgw ceph-mon ceph-osd ceph-common curl
#   e2e/rgw.sh start /var/tmp/rgw      prints the variables that CONTRIBUTING.md tells of
#   e2e/rgw.sh stop /var/tmp/rgw       ends it and deletes the directory
#
# One monitor, one OSD that keeps all in memory, one gateway; no manager, no authentication between
# them. What is stored is gone when it stops.
set -eu

usage() {
  echo "usage: $0 start|stop DIRECTORY" >&2
  exit 2
}
[ $# -eq 2 ] || usage
place=$2
conf=$place/ceph.conf
port=${RGW_PORT:-7480}
access=test-access-key
secret=test-secret-key

# Ends the three processes that this script started, by their ids.
stop() {
  for name in rgw osd mon; do
    if [ -f "$place/$name.pid" ]; then
      process=$(cat "$place/$name.pid")
      kill "$process" 2>/dev/null || continue
      while kill -0 "$process" 2>/dev/null; do sleep 1; done
    fi
  done
}

# Runs a command again, once a second, until it succeeds; gives up after a minute.
until_done() {
  tries=0
  until "$@" >"$place/last.log" 2>&1; do
    tries=$((tries + 1))
    if [ "$tries" -ge 60 ]; then
      echo "this does not succeed: $*" >&2
      cat "$place/last.log" >&2
      exit 1
    fi
    sleep 1
  done
}

# Makes a signed PUT request to the gateway, with a body.
put() {
  hash=$(printf %s "$2" | sha256sum | cut -d ' ' -f 1)
  curl --silent --show-error --fail --aws-sigv4 aws:amz:us-east-1:s3 --user "$access:$secret" \
    --request PUT --header "x-amz-content-sha256: $hash" --data-binary "$2" "$1"
}

configure() {
  cat >"$conf" <<CONF
[global]
fsid = $1
mon_host = v1:127.0.0.1:6789
mon_initial_members = a
mon_data = $place/mon
osd_data = $place/osd
run_dir = $place
admin_socket = $place/\$name.asok
log_file = $place/\$name.log
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
ms_bind_ipv6 = false
# One copy of each object, on the one OSD there is.
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 4
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 1000
osd_objectstore = memstore
memstore_device_bytes = 4294967296

[mon.a]
pid_file = $place/mon.pid

[osd.0]
pid_file = $place/osd.pid

[client.rgw]
pid_file = $place/rgw.pid
# Without tcp_nodelay each small answer waits for 40 ms.
rgw_frontends = beast endpoint=127.0.0.1:$port tcp_nodelay=1
# Signatures name us-east-1, which the gateway's own zone is not called.
rgw_relaxed_region_enforcement = true
CONF
}

start() {
  if [ -e "$place" ]; then
    echo "$place is there already; stop it first" >&2
    exit 1
  fi
  mkdir -p "$place/mon" "$place/osd"
  cluster=$(cat /proc/sys/kernel/random/uuid)
  configure "$cluster"

  monmaptool --create --fsid "$cluster" --addv a v1:127.0.0.1:6789 "$place/monmap" >/dev/null
  ceph-mon -c "$conf" --mkfs -i a --monmap "$place/monmap"
  ceph-mon -c "$conf" -i a
  until_done ceph -c "$conf" --connect-timeout 5 mon stat

  disk=$(cat /proc/sys/kernel/random/uuid)
  ceph -c "$conf" osd new "$disk" 0 >/dev/null
  ceph -c "$conf" osd crush add osd.0 1.0 host=here root=default 2>/dev/null
  ceph-osd -c "$conf" -i 0 --mkfs --osd-uuid "$disk" 2>/dev/null
  ceph-osd -c "$conf" -i 0 >/dev/null

  radosgw -c "$conf" -n client.rgw
  until_done radosgw-admin -c "$conf" -n client.rgw user create --uid test --display-name test \
    --access-key "$access" --secret-key "$secret"
  until_done put "http://127.0.0.1:$port/private" ""
  until_done put "http://127.0.0.1:$port/public" ""
  # Everyone may get the objects of the public bucket, and list none.
  put "http://127.0.0.1:$port/public?policy=" '{"Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::public/*"}]}'

  echo "export FILELIBRARY_TEST_S3_ENDPOINT=http://127.0.0.1:$port"
  echo "export FILELIBRARY_TEST_S3_BUCKET=private FILELIBRARY_TEST_S3_PUBLIC_BUCKET=public"
  echo "export FILELIBRARY_TEST_S3_ACCESS_KEY=$access FILELIBRARY_TEST_S3_SECRET_KEY=$secret"
}

case $1 in
  start) start ;;
  stop)
    [ -f "$conf" ] || usage
    stop
    rm -r "$place"
    ;;
  *) usage ;;
esac
