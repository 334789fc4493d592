package dev.dupabase.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.platform.start.InvalidSetting;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "203.0.113.9",
                "224.0.0.1",
                "255.255.255.255",
                "[::]",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:a00:1]",
                "[::127.0.0.1]",
                "[64:ff9b::a00:1]",
                "[64:ff9b::169.254.169.254]",
                "[64:ff9b:1::1]",
                "[100::1]",
                "[2001::1]",
                "[2001:db8::1]",
                "[2002:7f00:1::1]",
                "[fc00::1]",
                "[fd12:3456::1]",
                "[fe80::1]",
                "[fec0::1]",
                "[ff02::1]"
            })
    void an_address_outside_the_public_internet_is_refused(String address) {
        var guard = guard();

        assertThatThrownBy(() -> guard.addressesOf(URI.create("https://" + address + "/x")))
                .isInstanceOf(OutboundException.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "100.63.255.255",
                "172.32.0.1",
                "198.17.0.1",
                "[2606:4700::1111]",
                "[::ffff:8.8.8.8]",
                "[64:ff9b::808:808]"
            })
    void a_public_address_is_allowed_by_https_alone(String address) throws OutboundException {
        assertThat(guard().addressesOf(URI.create("https://" + address))).hasSize(1);
        assertThatThrownBy(() -> guard().addressesOf(URI.create("http://" + address)))
                .isInstanceOf(OutboundException.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "0x7f000001", "127.1", "localhost", "LOCALHOST"})
    void other_spellings_of_loopback_get_no_further(String host) {
        assertThatThrownBy(() -> guard().addressesOf(URI.create("https://" + host + "/")))
                .isInstanceOf(OutboundException.class);
    }

    @Test
    void the_mapped_form_is_unwrapped_when_java_keeps_it() throws UnknownHostException {
        var mapped = HexFormat.of().parseHex("00000000000000000000ffff0a000001");
        InetAddress kept = Inet6Address.getByAddress("x", mapped, 0);

        assertThat(PublicAddresses.contains(kept)).isFalse();
    }

    @Test
    void one_private_address_among_public_ones_refuses_the_host() {
        var guard = guard(host -> addresses("1.1.1.1", "10.0.0.1"));

        assertThatThrownBy(() -> guard.addressesOf(URI.create("https://mixed.example/")))
                .isInstanceOf(OutboundException.Refused.class);
    }

    @Test
    void what_the_operator_lists_may_be_private_and_without_tls() throws OutboundException {
        var guard = guard(host -> addresses("10.0.0.7"), "inner.example", "127.0.0.0/8");

        assertThat(guard.addressesOf(URI.create("http://INNER.example:8080/x"))).hasSize(1);
        assertThatThrownBy(() -> guard.addressesOf(URI.create("http://other.example/")))
                .isInstanceOf(OutboundException.Refused.class);

        var local = guard(NameService.SYSTEM, "127.0.0.0/8");
        assertThat(local.addressesOf(URI.create("http://127.0.0.1:1/"))).hasSize(1);
        assertThatThrownBy(() -> local.addressesOf(URI.create("http://10.0.0.7/")))
                .isInstanceOf(OutboundException.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:secret@1.1.1.1/",
                "ftp://1.1.1.1/",
                "file:///etc/passwd",
                "https:///x",
                "//1.1.1.1/x",
                "/x",
                "mailto:a@b.c"
            })
    void a_url_of_another_kind_is_refused(String url) {
        assertThatThrownBy(() -> guard().addressesOf(URI.create(url)))
                .isInstanceOf(OutboundException.Refused.class);
    }

    @Test
    void a_bad_entry_of_the_list_stops_the_start() {
        assertThatThrownBy(() -> new OutboundProperties(List.of("10.0.0.0/99")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("dupabase.outbound.allowed");
    }

    private static AddressGuard guard() {
        return guard(NameService.SYSTEM);
    }

    private static AddressGuard guard(NameService names, String... allowed) {
        return new AddressGuard(new OutboundProperties(List.of(allowed)), names);
    }

    private static InetAddress[] addresses(String... literals) {
        return List.of(literals).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }
}
