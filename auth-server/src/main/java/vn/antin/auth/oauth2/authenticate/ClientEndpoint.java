package vn.antin.auth.oauth2.authenticate;

import org.jspecify.annotations.Nullable;

/**
 * An endpoint whose callers are clients. A bean of this type is all it takes: a POST to the path
 * reaches its code only from a client that has proven who it is, as {@code AuthenticatedClient} in
 * the security context.
 *
 * @param path below {@code /oauth2/}
 * @param metadata prefix of its {@code _auth_methods_supported} in our metadata; null when its
 *     specification says that it is as at the token endpoint
 */
public record ClientEndpoint(String path, @Nullable String metadata) {
  /** An endpoint whose clients authenticate as at the token endpoint. */
  public static ClientEndpoint at(String path) {
    return new ClientEndpoint(path, null);
  }
}
