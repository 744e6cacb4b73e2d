package io.darkroom.service.access;

import java.util.Arrays;

/** What a caller may do within its tenant. A caller may have several roles. */
public enum Role {
    /** Uploads, and reads the records of the tenant. */
    UPLOADER(Id.UPLOADER),
    /** Reads what is published. */
    READER(Id.READER),
    /** Sees everything of the tenant and decides reviews. */
    REVIEWER(Id.REVIEWER),
    /** Runs the pipeline: stages again, dead letters, presets. */
    OPERATOR(Id.OPERATOR),
    /** All of the above and what only an administrator may ask for. */
    ADMIN(Id.ADMIN);

    /** The roles' names as annotations such as {@code @RolesAllowed} need them. */
    public static final class Id {
        public static final String UPLOADER = "uploader";
        public static final String READER = "reader";
        public static final String REVIEWER = "reviewer";
        public static final String OPERATOR = "operator";
        public static final String ADMIN = "admin";

        private Id() {}
    }

    private final String id;

    Role(String id) {
        this.id = id;
    }

    /** The name in configuration and tokens, such as {@code uploader}. */
    public String id() {
        return id;
    }

    /**
     * The role of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Role of(String id) {
        return Arrays.stream(values())
                .filter(role -> role.id.equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "There is no role '"
                                        + id
                                        + "'; roles are uploader, reader, reviewer,"
                                        + " operator and admin"));
    }
}
