package io.darkroom.service.net;

import java.net.UnknownHostException;

/**
 * A host, or an address of it, that may not be connected to. Its message names no address: whoever
 * named the host need not learn where its name leads from here.
 */
public final class AddressRefusedException extends UnknownHostException {
    public AddressRefusedException(String message) {
        super(message);
    }

    /** Whether this is why a request failed, whatever it was wrapped in. */
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AddressRefusedException) {
                return true;
            }
            for (Throwable other : cause.getSuppressed()) {
                if (other instanceof AddressRefusedException) {
                    return true;
                }
            }
        }
        return false;
    }
}
