package vn.antin.auth.login.emailcode;

import vn.antin.auth.mail.MailAddress;

/** What came of a typed code. */
public sealed interface CodeCheck {
  /** It is the one that was mailed there, and is spent now. */
  record Right(MailAddress address) implements CodeCheck {}

  /** It is not. */
  record Wrong() implements CodeCheck {}

  /** No code counts any more: it ran out, was used or was guessed at too often. */
  record Over() implements CodeCheck {}
}
