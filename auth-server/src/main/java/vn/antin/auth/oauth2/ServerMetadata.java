package vn.antin.auth.oauth2;

import java.util.Map;

/**
 * What a feature adds to the server's metadata (RFC 8414, OpenID Connect Discovery). Each feature
 * that clients can discover is a bean of this type; lists given under one name by several are
 * joined.
 */
public interface ServerMetadata {
  /** Members by their registered names; the same at every call. */
  Map<String, Object> members();
}
