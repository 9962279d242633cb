package vn.antin.auth.oauth2.signals;

/** Paths of the transmitter. */
final class Endpoints {
  static final String CONFIGURATION = "/api/ssf/streams";
  static final String STATUS = "/api/ssf/status";
  static final String VERIFY = "/api/ssf/verify";
  static final String ADD = "/api/ssf/subjects/add";
  static final String REMOVE = "/api/ssf/subjects/remove";
  static final String POLL = "/api/ssf/poll/";

  private Endpoints() {}
}
