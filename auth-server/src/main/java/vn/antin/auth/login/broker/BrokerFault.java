package vn.antin.auth.login.broker;

/**
 * A login at an upstream that came to nothing. The message is for operators and holds neither
 * secrets nor personal data; officials read the words for the kind.
 */
final class BrokerFault extends Exception {
  private static final long serialVersionUID = 1L;

  /** What officials are told. */
  enum Kind {
    /** The upstream does not answer, or not with what it has to. */
    UNREACHABLE,
    /** The official, or the upstream, ended the login there. */
    DENIED,
    /** What came back cannot be believed. */
    UNTRUSTED,
    /** What came back belongs to no login in progress. */
    STALE
  }

  private final Kind kind;

  BrokerFault(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
