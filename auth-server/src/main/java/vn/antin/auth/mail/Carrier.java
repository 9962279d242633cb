package vn.antin.auth.mail;

import vn.antin.auth.outbox.Attempt;

/** Takes mails out of the house. */
interface Carrier {
  /**
   * Takes one.
   *
   * @param key of its row in the outbox; a mail that comes a second time has the same
   */
  Attempt carry(Letter letter, String key);

  /** What administrators call it. */
  String name();
}
