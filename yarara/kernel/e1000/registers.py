"""The registers of Intel's gigabit Ethernet controllers, as far as they are used, and their bits.

Sections are those of Intel's "PCI/PCI-X Family of Gigabit Ethernet Controllers Software Developer's Manual" (SDM). The 82574L has the
same registers with the same meaning ("82574 GbE Controller Family Datasheet", section 10.2), unless a comment says otherwise.
All are 32 bits wide.
"""

from __future__ import annotations

REGISTERS_SIZE = 0x6000
"""Bytes of memory, of the 128 KiB of region 0, in which all of these lie."""

# -- the device (SDM 13.4.1 to 13.4.4) ---------------------------------------------------------------------------------

CTRL = 0x0000
CTRL_ASDE = 1 << 5   # the speed is that of the PHY
CTRL_SLU = 1 << 6    # set link up
CTRL_RST = 1 << 26   # clears itself when the reset is done

STATUS = 0x0008
STATUS_FD = 1 << 0   # full duplex
STATUS_LU = 1 << 1   # the link is up
STATUS_SPEED = 6     # where two bits are that say how fast: 10, 100 or (2 and 3) 1000 Mbit/s

EERD = 0x0014
EERD_START = 1 << 0
EERD_DATA = 16       # where the word that was read begins

# -- interrupts (13.4.17 to 13.4.21) -----------------------------------------------------------------------------------

ICR = 0x00C0  # causes that wait; reading clears them, and lowers the line
ITR = 0x00C4  # least time between two interrupts, in units of 256 ns
IMS = 0x00D0  # ones set bits of the mask: these causes raise the line, also one that waits already
IMC = 0x00D8  # ones clear bits of the mask
CAUSE_TXDW = 1 << 0    # a frame that asked for a report was sent
CAUSE_LSC = 1 << 2     # the link came up or went down
CAUSE_RXDMT0 = 1 << 4  # few descriptors are left for frames
CAUSE_RXO = 1 << 6     # a frame was lost, there was no descriptor
CAUSE_RXT0 = 1 << 7    # a frame came
CAUSES_RECEIVE = CAUSE_RXDMT0 | CAUSE_RXO | CAUSE_RXT0
EVERY_CAUSE = 0xFFFF_FFFF

# -- receiving (13.4.22 to 13.4.30, 13.5) ------------------------------------------------------------------------------

RCTL = 0x0100
RCTL_EN = 1 << 1
RCTL_BAM = 1 << 15     # frames to everyone are wanted
RCTL_BSIZE_2048 = 0    # bits 16 and 17, without BSEX: the device believes each buffer so large
RCTL_SECRC = 1 << 26   # the checksum of the frame (FCS) is not stored
# Not set: LPE (frames of more than 1522 bytes), SBP (damaged frames), UPE and MPE (frames for others).

RDTR = 0x2820  # how long an interrupt for a frame waits for more frames, in units of 1.024 us
RADV = 0x282C  # the longest that it waits
MTA = 0x5200   # 128 words, a bit for each hash of a group address
MTA_WORDS = 128
RAL0 = 0x5400  # our address: the first four bytes, the first one lowest
RAH0 = 0x5404  # ... the last two
RAH_AV = 1 << 31  # and it is valid

# -- transmitting (13.4.33 to 13.4.40) ---------------------------------------------------------------------------------

TCTL = 0x0400
TCTL_EN = 1 << 1
TCTL_PSP = 1 << 3      # short frames are filled up
TCTL_CT = 0x0F << 4    # collision threshold, and ...
TCTL_COLD = 0x40 << 12  # ... collision distance, for full duplex
TIPG = 0x0410
TIPG_IEEE_802_3 = 10 | 8 << 10 | 6 << 20  # the gaps between frames that 13.4.34 recommends
TIDV = 0x3820  # as RDTR and RADV, for frames that were sent
TADV = 0x382C

# -- a ring of descriptors: offsets from RECEIVE_RING (13.4.25 to 13.4.29) or TRANSMIT_RING (13.4.36 to 13.4.40) -------

RECEIVE_RING = 0x2800
TRANSMIT_RING = 0x3800
BASE_LOW = 0x00   # RDBAL, TDBAL: a multiple of 16
BASE_HIGH = 0x04  # RDBAH, TDBAH
LENGTH = 0x08     # RDLEN, TDLEN: bytes, a multiple of 128
HEAD = 0x10       # RDH, TDH: the next descriptor that the device uses
TAIL = 0x18       # RDT, TDT: the first one that it does not have
