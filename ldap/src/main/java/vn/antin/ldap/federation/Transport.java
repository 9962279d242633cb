package vn.antin.ldap.federation;

/** How the way to a directory is protected. */
public enum Transport {
  /** Clear text; accepted only when every server is on the loopback interface. */
  PLAIN,
  /** Port 389, upgraded before anything is sent (RFC 4511 §4.14). A refused upgrade ends it. */
  START_TLS,
  /** TLS from the first byte, port 636. */
  LDAPS
}
