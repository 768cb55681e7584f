"""Feature bits (virtio 1.2, sections 5 and 6), and which of them are used here: one table a device.

A driver *requires* some features, without which it does not start, and *wants* others. What stands in no table is not implemented
and never acknowledged.
"""

from __future__ import annotations

from yarara import machine

# -- of every device (6) -----------------------------------------------------------------------------------------------

F_ANY_LAYOUT = 1 << 27  # legacy interface: headers may share a buffer with data; always so in version 1
F_INDIRECT_DESC = 1 << 28  # a chain of several parts takes one descriptor of the ring (queue.py, `lend_chain`)
F_EVENT_IDX = 1 << 29  # interrupts and notifications are asked for by position in the ring, one for many buffers
F_VERSION_1 = 1 << 32  # the modern layout of everything; the legacy interface cannot offer it
F_RING_PACKED = 1 << 34  # one ring in place of three areas (packed.py)
F_IN_ORDER = 1 << 35  # buffers come back in the order they were lent, one note for many
F_RING_RESET = 1 << 40  # a queue can be reset alone, while the others go on

RINGS_WANTED = F_ANY_LAYOUT | F_INDIRECT_DESC | F_EVENT_IDX | F_RING_PACKED | F_IN_ORDER | F_RING_RESET
"""What the rings and the buses do for every driver. `Transport.negotiate` adds F_VERSION_1 where it must be."""

# -- the network device (5.1.3) ----------------------------------------------------------------------------------------

F_NET_CSUM = 1 << 0  # the device completes the checksum of what is sent
F_NET_GUEST_CSUM = 1 << 1  # the driver takes packets whose checksum is incomplete (NEEDS_CSUM) or verified (DATA_VALID)
F_NET_MTU = 1 << 3  # the device says how long a packet may be
F_NET_MAC = 1 << 5  # the device has a hardware address; without it the driver makes one up
F_NET_GUEST_TSO4 = 1 << 7  # the driver takes TCP segments that the device, or who sent them, has put together
F_NET_GUEST_UFO = 1 << 10  # the same of long UDP datagrams: they come whole, not in fragments
F_NET_HOST_TSO4 = 1 << 11  # the device cuts long TCP segments
F_NET_HOST_UFO = 1 << 14  # the device cuts long UDP datagrams into fragments
F_NET_MRG_RXBUF = 1 << 15  # a received frame may lie in several buffers; its header counts them
F_NET_STATUS = 1 << 16  # the device says whether the link is up
F_NET_CTRL_VQ = 1 << 17  # there is a queue for commands (control.py)
F_NET_CTRL_RX = 1 << 18  # command: frames for others are not wanted
F_NET_CTRL_VLAN = 1 << 19  # command: of frames with a VLAN tag only those of one VLAN are wanted
F_NET_GUEST_ANNOUNCE = 1 << 21  # the device asks for a gratuitous ARP, after a migration; a command says that it was sent
F_NET_MQ = 1 << 22  # several pairs of queues; a command says how many are in use (spread.py)
F_NET_RSS = 1 << 60  # the device chooses the pair by a hash and a table of the driver's (steering.py)
F_NET_CTRL_MAC_ADDR = 1 << 23  # command: the hardware address that the driver made up
F_NET_SPEED_DUPLEX = -1 << 63  # the device says how fast the link is (bit 63 is the sign of a word)

NETWORK_REQUIRED = 0
NETWORK_WANTED = (RINGS_WANTED | F_NET_MTU | F_NET_MAC | F_NET_MRG_RXBUF | F_NET_STATUS
                  | F_NET_CSUM | F_NET_GUEST_CSUM | F_NET_GUEST_TSO4 | F_NET_HOST_TSO4
                  | F_NET_CTRL_VQ | F_NET_CTRL_RX | F_NET_GUEST_ANNOUNCE | F_NET_CTRL_MAC_ADDR | F_NET_SPEED_DUPLEX)
"""F_NET_MQ and F_NET_RSS come later, when other cores run (net.py, `spread`). Not here, since nothing would use them: HASH_REPORT, the offloads of
IPv6 and of UDP segments (USO)."""


LONGEST_FRAME = 64 * 1024 + 18
"""What an IPv4 packet, an Ethernet header and a VLAN tag take together, at most."""


def network_wanted(offered: int, receive_room: int) -> int:
    """NETWORK_WANTED without what does not work without something that is not offered (5.1.3.1), or with a receive ring that has room for
    so few bytes."""
    wanted = NETWORK_WANTED
    if machine.DATAGRAMS:
        wanted |= F_NET_HOST_UFO | F_NET_GUEST_UFO
    if machine.VLAN and offered & F_NET_CTRL_VQ:
        wanted |= F_NET_CTRL_VLAN
    if offered & F_NET_CSUM == 0:
        wanted &= ~(F_NET_HOST_TSO4 | F_NET_HOST_UFO)
    # A segment of up to 64 KiB comes in many buffers, since none is so large.
    if offered & F_NET_GUEST_CSUM == 0 or offered & F_NET_MRG_RXBUF == 0 or receive_room < LONGEST_FRAME:
        wanted &= ~(F_NET_GUEST_TSO4 | F_NET_GUEST_UFO)
    if offered & F_NET_CTRL_VQ == 0:
        wanted &= ~(F_NET_CTRL_RX | F_NET_GUEST_ANNOUNCE | F_NET_CTRL_MAC_ADDR)
    if offered & F_NET_STATUS == 0:
        wanted &= ~F_NET_GUEST_ANNOUNCE
    return wanted


# -- the entropy device (5.4.3): it has none of its own ----------------------------------------------------------------

ENTROPY_REQUIRED = 0
ENTROPY_WANTED = RINGS_WANTED

# -- the block device (5.2.3) ------------------------------------------------------------------------------------------

F_BLK_RO = 1 << 5  # the disk cannot be written
F_BLK_BLK_SIZE = 1 << 6  # the device says how large a block of it is
F_BLK_FLUSH = 1 << 9  # what was written can be made safe
F_BLK_MQ = 1 << 12  # there are several queues, one for each core
F_BLK_DISCARD = 1 << 13  # the device wants to know what is not needed any more

BLOCK_REQUIRED = 0
BLOCK_WANTED = RINGS_WANTED | F_BLK_RO | F_BLK_BLK_SIZE | F_BLK_FLUSH | F_BLK_DISCARD
"""F_BLK_MQ too, where other cores run (blk.py)."""

# -- the console device (5.3.3) ----------------------------------------------------------------------------------------

F_CONSOLE_MULTIPORT = 1 << 1  # there are several ports, with names, and messages about them

CONSOLE_REQUIRED = F_CONSOLE_MULTIPORT
CONSOLE_WANTED = RINGS_WANTED
"""Not here: its size in columns and rows (SIZE), and writing without a queue (EMERG_WRITE)."""

# -- the memory balloon device (5.5.3) ----------------------------------------------------------------------------------

F_BALLOON_STATS_VQ = 1 << 1  # there is a queue for statistics of memory
F_BALLOON_FREE_PAGE_HINT = 1 << 3  # there is a queue for free memory during migrations; not used, but it shifts the number of the next queue
F_BALLOON_REPORTING = 1 << 5  # there is a queue for free memory that the host may forget

BALLOON_REQUIRED = 0
BALLOON_WANTED = RINGS_WANTED | F_BALLOON_STATS_VQ | F_BALLOON_REPORTING
"""Not here: MUST_TELL_HOST (the device is always told first), DEFLATE_ON_OOM (what was given is the host's), PAGE_POISON (nobody looks at free pages)."""

# -- the socket device (5.10.3) ----------------------------------------------------------------------------------------

F_VSOCK_STREAM = 1 << 0  # streams; a device from before this bit has them, too

VSOCK_REQUIRED = 0
F_VSOCK_SEQPACKET = 1 << 1  # messages whose borders are kept
VSOCK_WANTED = RINGS_WANTED | F_VSOCK_STREAM | F_VSOCK_SEQPACKET

# -- the 9P transport --------------------------------------------------------------------------------------------------

F_9P_MOUNT_TAG = 1 << 0  # the device says what the host calls the directory

NINEP_REQUIRED = F_9P_MOUNT_TAG
NINEP_WANTED = RINGS_WANTED

# -- the file system device (5.11.3): nothing of its own is used; notifications from the server (0) are not --------------

FS_REQUIRED = 0
FS_WANTED = RINGS_WANTED
