#!/usr/bin/env bash
# A PostgreSQL of one's own for tests, on a free port of the loopback: `postgres.sh start FOLDER` prints its address,
# `postgres.sh database FOLDER NAME` makes a database and prints its address, `postgres.sh stop FOLDER` ends it and removes what it
# kept. It does not run as root, so root starts it as `postgres`.
set -euo pipefail

action=${1:?start, database or stop}
folder=${2:?a folder that it may use alone}

# Debian keeps the programs out of the way.
PATH="$PATH:$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)"

as_nobody_special() {
    if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- env PATH="$PATH" "$@"; else "$@"; fi
}

case "$action" in
start)
    mkdir -p "$folder"
    if [ "$(id -u)" -eq 0 ]; then chown postgres "$folder"; fi
    as_nobody_special initdb -D "$folder/data" -U zopa -A trust --no-sync >"$folder.log" 2>&1
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        port=$((20000 + RANDOM % 20000))
        if as_nobody_special pg_ctl -D "$folder/data" -w -l "$folder/log" \
            -o "-c listen_addresses=127.0.0.1 -p $port -k '$folder' -c max_connections=300" start >>"$folder.log" 2>&1; then
            echo "postgres://zopa@127.0.0.1:$port/" >"$folder.address"
            echo "$(cat "$folder.address")postgres"
            exit 0
        fi
    done
    cat "$folder.log" >&2
    exit 1
    ;;
database)
    name=${3:?the name of a database}
    address=$(cat "$folder.address")
    psql -q "${address}postgres" -c "CREATE DATABASE $name"
    echo "$address$name"
    ;;
stop)
    as_nobody_special pg_ctl -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder" "$folder.log" "$folder.address"
    ;;
*)
    echo "say start, database or stop" >&2
    exit 2
    ;;
esac
