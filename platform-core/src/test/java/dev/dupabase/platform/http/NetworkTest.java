package dev.dupabase.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "172.16.0.0/12, 172.31.255.255, true",
        "172.16.0.0/12, 172.32.0.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "fc00::/7, fd12::1, true",
        "fc00::/7, 2001:db8::1, false",
        "::1/128, ::1, true",
        "0.0.0.0/0, ::1, false"
    })
    void an_address_is_inside_or_outside(String network, String address, boolean inside) {
        assertThat(Network.parse(network).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/40", "10.0.0.0/-1", "10.0.0.0/x", "example.com", "", "::/129"})
    void what_is_no_network_is_told_from_one(String text) {
        assertThat(Network.isValid(text)).isFalse();
    }
}
