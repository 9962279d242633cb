package vn.antin.auth.oauth2.authorize;

/** What reading a request gave. */
sealed interface Reading {
  /** It can be decided about. */
  record Good(Asked asked) implements Reading {}

  /** It ends here. */
  record Bad(Decision decision) implements Reading {}
}
