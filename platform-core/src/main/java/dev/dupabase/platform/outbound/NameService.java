package dev.dupabase.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Finds the addresses of a host.
@FunctionalInterface
interface NameService {
    NameService SYSTEM = InetAddress::getAllByName;

    InetAddress[] addressesOf(String host) throws UnknownHostException;
}
