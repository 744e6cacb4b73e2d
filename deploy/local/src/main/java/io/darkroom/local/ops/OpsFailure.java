package io.darkroom.local.ops;

/** Why a command ends without having done what it was asked for. */
final class OpsFailure extends RuntimeException {
    /** Refused, or out of reach. */
    static final int FAILED = 1;

    /** Not understood. */
    static final int USAGE = 2;

    /** Asked whether to go on, somebody said no. */
    static final int DECLINED = 3;

    /** What it waited for did not come in time. */
    static final int TOO_LATE = 4;

    private final int code;

    OpsFailure(int code, String message) {
        super(message);
        this.code = code;
    }

    static OpsFailure usage(String message) {
        return new OpsFailure(USAGE, message);
    }

    /** The command's exit code. */
    int code() {
        return code;
    }
}
