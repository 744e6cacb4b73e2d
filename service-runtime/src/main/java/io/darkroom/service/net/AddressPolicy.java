package io.darkroom.service.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses may be connected to when somebody else named the host: public ones, and those of
 * networks that the operator allows. Everything that the IANA registries of special-purpose
 * addresses (RFC 6890) do not call globally reachable is refused, and so are the addresses at which
 * clouds answer their machines.
 *
 * <p>An answer holds for this very address, so ask about the one that is connected to and not about
 * a name: {@link GuardedHttp} does.
 */
public final class AddressPolicy {
    private static final Network IPV6_UNICAST = Network.parse("2000::/3");
    private static final Network NAT64 = Network.parse("64:ff9b::/96");

    private static final List<Network> NOT_PUBLIC =
            List.of(
                            "0.0.0.0/8", // this network
                            "10.0.0.0/8", // private
                            "100.64.0.0/10", // shared by carriers; Alibaba's metadata
                            "127.0.0.0/8", // loopback
                            "169.254.0.0/16", // link-local; metadata of most clouds
                            "172.16.0.0/12", // private
                            "192.0.0.0/24", // protocol assignments; Oracle's metadata
                            "192.0.2.0/24", // documentation
                            "192.88.99.0/24", // 6to4 relays, withdrawn
                            "192.168.0.0/16", // private
                            "198.18.0.0/15", // benchmarks
                            "198.51.100.0/24", // documentation
                            "203.0.113.0/24", // documentation
                            "224.0.0.0/4", // multicast
                            "240.0.0.0/4", // reserved, and broadcast
                            "168.63.129.16/32", // public by number, Azure's own host by use
                            "2001::/23", // protocol assignments, Teredo among them
                            "2001:db8::/32", // documentation
                            "2002::/16", // 6to4: any IPv4 address in disguise
                            "3fff::/20") // documentation
                    .stream()
                    .map(Network::parse)
                    .toList();

    private final List<Network> allowed;

    private AddressPolicy(List<Network> allowed) {
        this.allowed = allowed;
    }

    /** Public addresses only. */
    public static AddressPolicy publicOnly() {
        return new AddressPolicy(List.of());
    }

    /**
     * Public addresses and those of these networks.
     *
     * @param networks such as {@code 10.1.0.0/16}, {@code 127.0.0.1} or {@code fd00::/8}
     * @throws IllegalArgumentException if one is no network
     */
    public static AddressPolicy allowing(Collection<String> networks) {
        return new AddressPolicy(networks.stream().map(Network::parse).toList());
    }

    /** Whether the address may be connected to. */
    public boolean allows(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.contains(address)) || isPublic(address);
    }

    /**
     * Lets the address pass.
     *
     * @throws AddressRefusedException if it may not be connected to
     */
    public void require(InetAddress address) throws AddressRefusedException {
        if (!allows(address)) {
            throw new AddressRefusedException(
                    "The host has an address that is not public; it is not connected to");
        }
    }

    private boolean isPublic(InetAddress address) {
        Optional<InetAddress> within = embedded(address);
        if (within.isPresent()) {
            return allows(within.get());
        }
        boolean unicast = address instanceof Inet4Address || IPV6_UNICAST.contains(address);
        return unicast && NOT_PUBLIC.stream().noneMatch(network -> network.contains(address));
    }

    /**
     * A network of IPv6 alone reaches IPv4 through NAT64 (RFC 6052), so its prefix is as good as
     * the address within. IPv4-mapped addresses are IPv4 addresses to Java already.
     */
    private static Optional<InetAddress> embedded(InetAddress address) {
        return NAT64.contains(address) ? Optional.of(Network.lastFour(address)) : Optional.empty();
    }
}
