#!/bin/sh
# namespace.sh COMMAND...: run a command in a network namespace of its own that has a TAP device, tap0 with the address 10.9.0.1/24.
exec unshare --user --map-root-user --net sh -ec '
    ip link set lo up
    ip tuntap add dev tap0 mode tap
    ip address add 10.9.0.1/24 dev tap0
    ip link set tap0 up
    exec "$@"' tap "$@"
