package vn.antin.agent;

import org.jspecify.annotations.Nullable;
import vn.antin.agent.job.SigningJob;
import vn.antin.signing.token.Pkcs11Library.ConnectedToken;
import vn.antin.signing.token.TokenSecret;

/** Where the person sees what is signed and says yes: a window, or a terminal. */
interface Desk {
  /** Shows the whole job; true when the person wants it signed. */
  boolean agrees(SigningJob job);

  /**
   * Asks for the PIN; null when none is given.
   *
   * @param warning about tries, to be seen before anything is typed; empty when there is none
   */
  @Nullable TokenSecret pin(ConnectedToken token, String warning);

  /**
   * Says that one more wrong PIN locks the token; true when the person wants to try all the same.
   */
  boolean lastTry(ConnectedToken token);

  /** Says what is missing; true when it shall be looked for again. */
  boolean again(String missing);

  void progress(int signed, int total);

  void done(String text);

  void failed(String text);
}
