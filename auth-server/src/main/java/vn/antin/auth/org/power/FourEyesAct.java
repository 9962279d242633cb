package vn.antin.auth.org.power;

import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.Power;

/** Something that one administrator alone may not do. One bean per kind. */
public interface FourEyesAct {
  /** Its name in the database and for programs: {@code role-grant}. */
  String kind();

  /** What both administrators must hold over the official and the unit that it is about. */
  Power power();

  /**
   * Looks whether this administrator may have it done, beyond {@link #power}; asked for the
   * proposer when it is proposed, and for both when it is decided.
   *
   * @throws RefusedAct when not
   */
  default void check(AccountId administrator, Proposal proposal) {}

  /** Whether no other of its kind about the same official may wait beside it. */
  default boolean alone() {
    return false;
  }

  /**
   * It is refused, taken back or has run out; called inside the transaction that ends the proposal.
   */
  default void dropped(Proposal proposal) {}

  /**
   * Does it, inside the transaction that decides.
   *
   * @throws RefusedAct when it cannot be done any more; the proposal then stays open
   */
  void carryOut(Proposal proposal);
}
