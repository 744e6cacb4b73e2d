package io.darkroom.service.net;

import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.CookieJar;
import okhttp3.Dns;
import okhttp3.OkHttpClient;

/**
 * HTTP to hosts that somebody else named. A name is resolved once; if any of its addresses is one
 * that the policy refuses, nothing is sent to it; and the address that is connected to is asked
 * about again by the socket itself, which also covers hosts that are addresses and are never
 * resolved. No proxy, which would resolve the name once more, no cookies, and no redirects: whoever
 * follows one sends a new request, to a URL that passed {@link OutboundUrl} again.
 */
public final class GuardedHttp {
    private GuardedHttp() {}

    /** A client to which timeouts are yet to be added. */
    public static OkHttpClient.Builder client(AddressPolicy policy) {
        return client(policy, Dns.SYSTEM);
    }

    /** The same with a resolver of the caller's. */
    public static OkHttpClient.Builder client(AddressPolicy policy, Dns resolver) {
        return new OkHttpClient.Builder()
                .dns(host -> resolve(host, policy, resolver))
                .socketFactory(new GuardedSockets(policy))
                .proxy(Proxy.NO_PROXY)
                .cookieJar(CookieJar.NO_COOKIES)
                .followRedirects(false)
                .followSslRedirects(false);
    }

    private static List<InetAddress> resolve(String host, AddressPolicy policy, Dns resolver)
            throws UnknownHostException {
        List<InetAddress> addresses = resolver.lookup(host);
        for (InetAddress address : addresses) {
            policy.require(address);
        }
        return addresses;
    }
}
