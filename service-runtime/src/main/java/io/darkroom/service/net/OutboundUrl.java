package io.darkroom.service.net;

import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** URLs that somebody else named, before anything is sent to them. */
public final class OutboundUrl {
    private static final int MAX_LENGTH = 2_048;

    /** A last label of a number is an IPv4 address to some resolvers, whatever it looks like. */
    private static final Pattern ENDS_IN_NUMBER =
            Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)\\.?");

    private static final Pattern DOTTED_QUAD =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    private OutboundUrl() {}

    /**
     * Reads a URL that may be asked: http or https, without a name and a password in it, to a port
     * that is allowed, and to a host that is a name or an address in its usual form. Where the
     * host's name leads is not looked at here.
     *
     * @param ports those allowed; none means any
     * @throws AddressRefusedException with what is wrong, fit to be shown; never quotes the URL
     */
    public static HttpUrl parse(String text, Set<Integer> ports) throws AddressRefusedException {
        if (text.length() > MAX_LENGTH) {
            throw refused("has more than " + MAX_LENGTH + " characters");
        }
        @Nullable HttpUrl url = HttpUrl.parse(text);
        if (url == null) {
            throw refused("is not an absolute http or https URL");
        }
        return require(url, ports);
    }

    /**
     * Lets a URL pass that was read already, such as the target of a redirect.
     *
     * @throws AddressRefusedException as {@link #parse}
     */
    public static HttpUrl require(HttpUrl url, Set<Integer> ports) throws AddressRefusedException {
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw refused("holds a user name or password; they are not sent");
        }
        if (!ports.isEmpty() && !ports.contains(url.port())) {
            throw refused("names port " + url.port() + ", which is not allowed");
        }
        String host = url.host();
        if (ENDS_IN_NUMBER.matcher(host).matches() && !DOTTED_QUAD.matcher(host).matches()) {
            throw refused("names its host by a number; write a name, or four decimal numbers");
        }
        return url;
    }

    private static AddressRefusedException refused(String what) {
        return new AddressRefusedException("The URL " + what);
    }
}
