"""The resolver as conversations with name servers made of scapy, and of bytes where scapy is too polite."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scapy.layers.dns import DNS, DNSQR, DNSRR
from scapy.layers.inet import ICMP, IP, UDP

from tests.network.host import Host, from_peer, ip
from yarara.kernel.network.address import format_ipv4
from yarara.kernel.network.dns import (
    MAX_QUERIES, MAX_REMEMBERED, NAME_UNKNOWN, NO_ADDRESS, RESOLVED, TEMPORARY_FAILURE, DnsQuery)
from yarara.kernel.network.dns_message import MAX_ADDRESSES, DnsAnswer, encode_name
from yarara.kernel.network.duration import SECOND
from yarara.kernel.network.observer import Observer
from yarara.simulation import simulation

SERVERS = ["10.0.2.3", "10.0.2.4"]
NAME = "www.example.com"


def connected(servers: list[str] | None = None) -> Host:
    """A host that knows name servers."""
    host = Host()
    for server in SERVERS if servers is None else servers:
        host.stack.interface.name_servers.append(ip(server))
        host.meet(server)
    return host


def resolve(host: Host, name: str = NAME) -> DnsQuery:
    return host.stack.resolver.resolve(name, host.now)


def addresses(query: DnsQuery) -> list[str]:
    return [format_ipv4(address) for address in query.addresses]


def question(host: Host) -> Any:
    """The one question that went out."""
    return host.sent_one()


def reply(asked: Any, answers: list[Any] | bytes = b"", *, source: str | None = None, sport: int = 53, **fields: Any) -> Any:
    """An answer to a question; `fields` change the DNS header."""
    if isinstance(answers, bytes):
        layer: Any = answers
    else:
        layer = DNS(**({"id": asked[DNS].id, "qr": 1, "ra": 1, "qd": asked[DNS].qd, "an": answers} | fields))
    return from_peer(UDP(sport=sport, dport=asked[UDP].sport) / layer, src=source or asked[IP].dst)


def a_record(name: str = NAME, address: str = "93.184.216.34", ttl: int = 300) -> Any:
    return DNSRR(rrname=name, type="A", ttl=ttl, rdata=address)


def cname(name: str, target: str, ttl: int = 300) -> Any:
    return DNSRR(rrname=name, type="CNAME", ttl=ttl, rdata=target)


def test_asks_and_believes_the_answer() -> None:
    host = connected()
    query = resolve(host, "WWW.Example.com.")
    asked = question(host)
    assert (asked[IP].dst, asked[UDP].dport) == (SERVERS[0], 53)
    assert asked[UDP].sport >= 49152
    dns = asked[DNS]
    assert (dns.qr, dns.opcode, dns.rd, dns.qdcount, dns.ancount) == (0, 0, 1, 1, 0)
    assert (dns.qd[0].qname, dns.qd[0].qtype, dns.qd[0].qclass) == (b"www.example.com.", 1, 1)
    assert not query.done
    host.receive(reply(asked, [a_record(), a_record(address="1.2.3.4")]))
    assert query.done and query.error == RESOLVED
    assert addresses(query) == ["93.184.216.34", "1.2.3.4"]
    host.assert_no_leak()


def test_the_observer_is_told() -> None:
    class Note(Observer):
        told = False

        def changed(self) -> None:
            self.told = True

    host = connected()
    query, note = resolve(host), Note()
    query.observer = note
    host.receive(reply(question(host), [a_record()]))
    assert note.told


@pytest.mark.parametrize("name, expected", [
    ("10.1.2.3", "10.1.2.3"), ("localhost", "127.0.0.1"), ("LOCALHOST.", "127.0.0.1"), ("a.localhost", "127.0.0.1")])
def test_known_without_asking(name: str, expected: str) -> None:
    host = Host()
    query = resolve(host, name)
    assert query.done and addresses(query) == [expected]
    assert host.sent() == []


@pytest.mark.parametrize("name", ["", ".", "a..b", ".a", "a" * 64, ".".join(["a" * 63] * 4), "bücher.de", "a b.c", "a\0b"])
def test_impossible_names(name: str) -> None:
    query = resolve(connected(), name)
    assert query.done and query.error == NAME_UNKNOWN


def test_the_longest_name() -> None:
    name = ".".join(["a" * 63, "b" * 63, "c" * 63, "d" * 61])
    host = connected()
    query = resolve(host, name)
    host.receive(reply(question(host), [a_record(name)]))
    assert query.error == RESOLVED and query.done


def test_aliases_are_followed_in_any_order() -> None:
    host = connected()
    query = resolve(host)
    records = [a_record("c.example.net"), cname("b.example.org", "C.example.net"), a_record("evil.example"),
               cname(NAME, "b.example.org")]
    host.receive(reply(question(host), records))
    assert addresses(query) == ["93.184.216.34"]


def test_a_loop_of_aliases_has_no_address() -> None:
    host = connected()
    query = resolve(host)
    host.receive(reply(question(host), [cname(NAME, "b.example.org"), cname("b.example.org", NAME)]))
    assert query.done and query.error == NO_ADDRESS


def test_other_records_are_skipped() -> None:
    host = connected()
    query = resolve(host)
    records = [DNSRR(rrname=NAME, type="TXT", rdata=[b"x" * 100]), DNSRR(rrname=NAME, type="AAAA", rdata="::1"),
               DNSRR(rrname=NAME, type="A", rclass=3, rdata="6.6.6.6"), a_record("other.example", "6.6.6.6"), a_record()]
    host.receive(reply(question(host), records))
    assert addresses(query) == ["93.184.216.34"]


def test_only_so_many_addresses_are_taken() -> None:
    host = connected()
    query = resolve(host)
    host.receive(reply(question(host), [a_record(address=f"1.2.3.{index}") for index in range(40)]))
    assert len(query.addresses) == MAX_ADDRESSES


@pytest.mark.parametrize("code, answers, error", [
    (3, [], NAME_UNKNOWN),
    (0, [], NO_ADDRESS),
    (0, [cname(NAME, "elsewhere.example")], NO_ADDRESS),
])
def test_answers_without_address(code: int, answers: list[Any], error: int) -> None:
    host = connected()
    query = resolve(host)
    host.receive(reply(question(host), answers, rcode=code))
    assert query.done and query.error == error


@pytest.mark.parametrize("fields", [{"rcode": 2}, {"rcode": 5}, {"rcode": 4}, {"rcode": 1}, {"tc": 1}], ids=str)
def test_a_server_that_cannot_tell_hands_over_to_the_next(fields: dict[str, Any]) -> None:
    host = connected()
    query = resolve(host)
    host.receive(reply(question(host), [], **fields))
    asked = question(host)
    assert asked[IP].dst == SERVERS[1]
    host.receive(reply(asked, [a_record()]))
    assert addresses(query) == ["93.184.216.34"]


def test_when_no_server_can_tell_it_is_a_temporary_failure() -> None:
    host = connected()
    query = resolve(host)
    for _ in SERVERS:
        host.receive(reply(question(host), [], rcode=2))
    assert query.done and query.error == TEMPORARY_FAILURE
    assert host.sent() == []


def test_silence_is_met_with_three_rounds() -> None:
    host = connected()
    query = resolve(host)
    asked = [(0.0, question(host)[IP].dst)]
    identifications = set()
    while not query.done:
        host.poll()
        host.poll(host.deadline / SECOND)
        for frame in host.sent():
            if DNS in frame:
                asked.append((host.time, frame[IP].dst))
                identifications.add(frame[DNS].id)
    assert asked == [(0, SERVERS[0]), (2, SERVERS[1]), (4, SERVERS[0]), (8, SERVERS[1]), (12, SERVERS[0]), (20, SERVERS[1])]
    assert query.error == TEMPORARY_FAILURE and host.time == 28
    assert len(identifications) == 5


def test_a_late_answer_of_the_second_server_counts() -> None:
    host = connected()
    query = resolve(host)
    host.sent()
    host.poll(2)
    asked = question(host)
    host.time = 3.9
    host.receive(reply(asked, [a_record()]))
    assert query.done and query.error == RESOLVED


def test_an_unreachable_server_is_left_at_once() -> None:
    host = connected()
    query = resolve(host)
    asked = question(host)
    host.receive(from_peer(ICMP(type=3, code=3) / bytes(asked[IP]), src=SERVERS[0]))
    assert question(host)[IP].dst == SERVERS[1]
    assert not query.done


@pytest.mark.parametrize("wrong", [
    {"id": 0}, {"qr": 0}, {"opcode": 1}, {"source": "10.0.2.4"}, {"source": "6.6.6.6"}, {"sport": 54},
    {"qd": DNSQR(qname="www.example.org")}, {"qd": DNSQR(qname=NAME, qtype="AAAA")}, {"qd": DNSQR(qname=NAME, qclass=3)},
    {"qd": DNSQR(qname="example.com")}, {"qd": DNSQR(qname="www.example.com.evil")}, {"qd": []},
], ids=["id", "query", "opcode", "other server", "stranger", "port", "name", "type", "class", "suffix", "longer", "no question"])
def test_forged_answers_are_ignored(wrong: dict[str, Any]) -> None:
    host = connected()
    query = resolve(host)
    asked = question(host)
    if "id" in wrong:
        wrong = {"id": asked[DNS].id ^ 1}
    host.receive(reply(asked, [a_record(address="6.6.6.6")], **wrong))
    assert not query.done
    host.receive(reply(asked, [a_record()]))
    assert addresses(query) == ["93.184.216.34"]


def test_no_servers_is_a_temporary_failure() -> None:
    query = resolve(connected([]))
    assert query.done and query.error == TEMPORARY_FAILURE


def test_queries_are_bounded() -> None:
    host = connected()
    queries = [resolve(host, f"n{index}.example") for index in range(MAX_QUERIES + 1)]
    assert [query.done for query in queries] == [False] * MAX_QUERIES + [True]
    assert queries[-1].error == TEMPORARY_FAILURE
    frames = host.sent()
    assert len({frame[UDP].sport for frame in frames}) == MAX_QUERIES
    host.receive(*[reply(frame, [a_record(frame[DNS].qd[0].qname.decode())]) for frame in reversed(frames)])
    assert all(query.done and query.error == RESOLVED for query in queries[:-1])
    assert not resolve(host, "another.example").done


# -- memory ------------------------------------------------------------------------------------------------------------

def answered(host: Host, name: str, ttl: int) -> None:
    query = resolve(host, name)
    host.receive(reply(question(host), [a_record(name, ttl=ttl)]))
    assert query.done


def test_an_answer_is_remembered_for_its_time_to_live() -> None:
    host = connected()
    answered(host, NAME, 300)
    host.time = 299
    query = resolve(host, "www.EXAMPLE.com")
    assert query.done and addresses(query) == ["93.184.216.34"]
    host.time = 300
    assert not resolve(host).done


@pytest.mark.parametrize("ttl", [0, 0x80000000, 0xFFFFFFFF])
def test_some_answers_are_not_remembered(ttl: int) -> None:
    host = connected()
    answered(host, NAME, ttl)
    assert not resolve(host).done


def test_the_shortest_time_to_live_of_a_chain_counts() -> None:
    host = connected()
    resolve(host)
    host.receive(reply(question(host), [cname(NAME, "b.example", 10), a_record("b.example", ttl=300)]))
    host.time = 9
    assert resolve(host).done
    host.time = 10
    assert not resolve(host).done


def test_memory_is_bounded() -> None:
    host = connected()
    for index in range(MAX_REMEMBERED + 1):
        answered(host, f"n{index}.example", 300)
    assert resolve(host, f"n{MAX_REMEMBERED}.example").done
    assert resolve(host, "n1.example").done
    assert not resolve(host, "n0.example").done


# -- hostile messages --------------------------------------------------------------------------------------------------

def head(asked: Any, answers: int) -> bytes:
    """Header and question of an answer, 12 + 21 bytes; records begin at offset 33."""
    identification: int = asked[DNS].id
    return identification.to_bytes(2, "big") + b"\x81\x80\0\1" + answers.to_bytes(2, "big") + bytes(4) + (
        b"\3www\7example\3com\0\0\1\0\1")


A = b"\0\1\0\1\0\0\1\0\0\4\6\6\6\6"


@pytest.mark.parametrize("records", [
    b"\xc0\x21" + A,  # a pointer to itself
    b"\xc0\x22\xc0\x21" + A,
    b"\xc0\xff" + A,  # behind the end
    b"\xff\xff" + A,
    b"\x40aaa\0" + A,  # reserved label types
    b"\x80aaa\0" + A,
    b"\x3faaa",  # a label past the end
    b"\xc0",
    b"",
    b"\xc0\x0c",
    b"\xc0\x0c\0\1\0\1\0\0\1\0\0\5\6\6\6\6",  # data past the end
    b"\xc0\x0c\0\1\0\1\0\0\1\0\xff\xff\6\6\6\6",
    b"\xc0\x0c\0\1\0\1\0\0\1\0\0\3\6\6\6",  # an address of three bytes
    b"\xc0\x0c\0\5\0\1\0\0\1\0\0\0",  # an alias without a name
    b"\xc0\x0c\0\5\0\1\0\0\1\0\0\2\xc0\x2d",  # an alias that points to itself
    b"\xc0\x0c\0\5\0\1\0\0\1\0\0\1\x3f",  # an alias that runs past the end
], ids=repr)
def test_malformed_records_give_no_address(records: bytes) -> None:
    host = connected()
    query = resolve(host)
    asked = question(host)
    host.receive(reply(asked, head(asked, 1) + records))
    assert query.addresses == []
    host.receive(reply(asked, head(asked, 1) + b"\xc0\x0c" + A))
    assert addresses(query) == ([] if query.error == NO_ADDRESS else ["6.6.6.6"])
    host.assert_no_leak()


def test_more_records_promised_than_sent() -> None:
    host = connected()
    query = resolve(host)
    asked = question(host)
    host.receive(reply(asked, head(asked, 0xFFFF) + (b"\xc0\x0c" + A) * 3))
    assert not query.done
    assert host.counters.dns_ignored == 1


def test_a_chain_of_pointers_ends() -> None:
    """Names that each point to the one before: as many hops as fit into a packet."""
    host = connected()
    query = resolve(host)
    asked = question(host)
    records = b""
    for index in range(70):
        target = 12 if index == 0 else 33 + 18 * (index - 1)
        records += bytes([0xC0 | target >> 8, target & 0xFF]) + b"\0\x10\0\1\0\0\1\0\0\6" + bytes(6)
    records += bytes([0xC0 | (33 + 18 * 69) >> 8, (33 + 18 * 69) & 0xFF]) + A
    host.receive(reply(asked, head(asked, 71) + records))
    assert addresses(query) == ["6.6.6.6"]


@given(st.binary(max_size=400), st.integers(0, 0xFFFF))
def test_hostile_records(records: bytes, count: int) -> None:
    host = connected()
    resolve(host)
    asked = question(host)
    host.receive(reply(asked, head(asked, count) + records))
    host.assert_no_leak()


@given(st.binary(max_size=200))
def test_hostile_messages(message: bytes) -> None:
    host = connected()
    query = resolve(host)
    asked = question(host)
    host.receive(reply(asked, message), reply(asked, asked[DNS].id.to_bytes(2, "big") + message))
    assert not query.done
    host.device.sent.clear()
    host.assert_no_leak()


@given(st.data())
def test_damaged_answers(data: st.DataObject) -> None:
    host = connected()
    resolve(host)
    asked = question(host)
    message = bytearray(bytes(reply(asked, [cname(NAME, "b.example.org"), a_record("b.example.org")])[DNS]))
    for _ in range(data.draw(st.integers(1, 6))):
        message[data.draw(st.integers(0, len(message) - 1))] = data.draw(st.integers(0, 255))
    host.receive(reply(asked, bytes(message[:data.draw(st.integers(0, len(message)))])))
    host.device.sent.clear()
    host.assert_no_leak()


@given(st.from_regex(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63}){0,3}", fullmatch=True))
def test_names_are_encoded_as_scapy_does(name: str) -> None:
    encoded = encode_name(name)
    if encoded is None:
        assert len(name) + 2 > 255
    else:
        assert encoded == bytes(DNSQR(qname=name))[:-4]


def test_a_name_longer_than_names_can_be_equals_nothing() -> None:
    host = connected()
    query = resolve(host)
    asked = question(host)
    long_name = (b"\x3f" + b"a" * 63) * 5 + b"\0"
    alias = b"\xc0\x0c\0\5\0\1\0\0\1\0" + len(long_name).to_bytes(2, "big") + long_name
    host.receive(reply(asked, head(asked, 2) + alias + b"\xc0\x2d" + A))
    assert query.done and query.error == NO_ADDRESS


def parse_at_the_end_of_memory(message: bytes) -> int | None:
    """How many addresses are in an answer whose memory ends where it ends; None when it is refused."""
    encoded = encode_name(NAME)
    assert encoded is not None
    simulation.reset()
    address = simulation.allocate(len(message))
    simulation.write_bytes(address, message)
    answer = DnsAnswer()
    return answer.count if answer.parse(address, len(message), simulation.bytes_address(encoded), len(encoded)) else None


def bare_head(answers: int) -> bytes:
    return b"\0\0\x81\x80\0\1" + answers.to_bytes(2, "big") + bytes(4) + b"\3www\7example\3com\0\0\1\0\1"


CNAME_HEAD = b"\xc0\x0c\0\5\0\1\0\0\1\0\0"


@pytest.mark.parametrize("records, count", [
    (b"\xc0\x0c" + A, 1),
    (b"\xc0\x0c\0\1\0\1\0\0\1\0\0\4\6\6\6", None),  # the last byte of the address is missing
    (CNAME_HEAD + b"\3\3ww", 0),  # an alias whose label runs past the end, as long as the first one of the question
    (CNAME_HEAD + b"\1\xc0", 0),  # half a pointer
    (CNAME_HEAD + b"\2\xc0\x0c", 0),
], ids=repr)
def test_the_last_record_ends_with_the_message(records: bytes, count: int | None) -> None:
    assert parse_at_the_end_of_memory(bare_head(1) + records) == count


@given(st.binary(max_size=300), st.integers(0, 40))
def test_parsing_stays_within_the_message(records: bytes, count: int) -> None:
    message = bare_head(count) + records
    for cut in (len(message), len(message) // 2, 14, 33):
        parse_at_the_end_of_memory(message[:cut])
