package vn.antin.auth.session;

/** Knows where a browser goes whose official has just ended its session. */
public interface Farewell {
  /** Path and query of a page of ours. */
  String page(SessionId ended);
}
