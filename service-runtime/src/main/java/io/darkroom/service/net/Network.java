package io.darkroom.service.net;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A range of addresses (CIDR, RFC 4632), such as {@code 10.0.0.0/8} or {@code fd00::/8}. */
final class Network {
    private final int bits;
    private final int shift;
    private final BigInteger common;

    /**
     * @param prefix how many bits all addresses of the range have in common
     */
    private Network(InetAddress base, int prefix) {
        this.bits = bits(base);
        this.shift = bits - prefix;
        this.common = number(base).shiftRight(shift);
    }

    /**
     * Reads a range; an address alone is a range of one. Never asks a name server.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Network parse(String text) {
        String[] parts = text.strip().split("/", 2);
        try {
            InetAddress base = InetAddress.ofLiteral(parts[0]);
            int prefix = parts.length == 1 ? bits(base) : Integer.parseInt(parts[1]);
            if (prefix < 0 || prefix > bits(base)) {
                throw new IllegalArgumentException("The prefix has 0 to " + bits(base) + " bits");
            }
            return new Network(base, prefix);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a network such as 10.0.0.0/8 or fd00::/8", e);
        }
    }

    boolean contains(InetAddress address) {
        return bits(address) == bits && number(address).shiftRight(shift).equals(common);
    }

    /** The IPv4 address in the last four bytes. */
    static InetAddress lastFour(InetAddress address) {
        byte[] bytes = address.getAddress();
        try {
            return InetAddress.getByAddress(
                    Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an IPv4 address", e);
        }
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }
}
