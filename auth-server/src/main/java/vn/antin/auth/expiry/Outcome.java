package vn.antin.auth.expiry;

/** What became of the mail to a recipient. */
enum Outcome {
  WRITTEN("written"),
  /** The official has no mail address, or none that is one. */
  NO_ADDRESS("no-address"),
  /** The official has left or never was. */
  GONE("gone");

  private final String tag;

  Outcome(String tag) {
    this.tag = tag;
  }

  String tag() {
    return tag;
  }
}
