package vn.antin.auth.login;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A login in progress.
 *
 * @param continueTo the parked request: a path with query on this server
 * @param clientId the application that asked, when one did
 * @param locale the language the application wished for
 * @param hint who the application expects to log in
 * @param fresh whether a new proof is wanted even from a browser that holds a session
 * @param consumed whether it has led to its end already
 */
record LoginFlow(
    String id,
    String continueTo,
    @Nullable String clientId,
    @Nullable Locale locale,
    @Nullable String hint,
    boolean fresh,
    boolean consumed) {}
